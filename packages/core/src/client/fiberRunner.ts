import * as Cause from "effect/Cause";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Result from "effect/Result";
import * as Scheduler from "effect/Scheduler";
import { type CallProgress, CurrentProgress } from "../call/callProgress.ts";
import { Aborted } from "../errors/errors.ts";
import type { ListReader } from "./listReader.ts";

/** Runs effects as Promises and cancels those in flight when it is closed. */
export interface FiberRunner {
  /** Resolves with the outcome; rejects only on a defect. */
  readonly run: <A, E>(
    operation: string,
    call: () => Effect.Effect<A, E>,
    signal: AbortSignal | undefined,
  ) => Promise<Result.Result<A, E | Aborted>>;
  /**
   * Makes an iterable of a list, which is opened for each loop. When the signal is aborted or the runner
   * is closed, reading is ended at once, even between two rows, and the loop throws `Aborted`. `onError`
   * is called with an error before it is thrown.
   */
  readonly iterable: <A, E>(
    operation: string,
    open: () => ListReader<A, E>,
    signal: AbortSignal | undefined,
    onError: (error: unknown) => void,
  ) => AsyncIterable<A>;
  /** Cancels everything in flight and waits for it to end. Later calls fail with `Aborted`. */
  readonly close: Effect.Effect<void>;
}

const outcomeOf = <A, E>(
  exit: Exit.Exit<A, E>,
  aborted: () => Aborted,
): Result.Result<A, E | Aborted> => {
  if (Exit.isSuccess(exit)) return Result.succeed(exit.value);
  const failure = Cause.findError(exit.cause);
  if (Result.isSuccess(failure)) return Result.fail(failure.success);
  if (Cause.hasInterruptsOnly(exit.cause)) return Result.fail(aborted());
  // A defect: a bug in this library or in a function that the caller passed to it.
  throw Cause.squash(exit.cause);
};

/** The error of a cancelled call. */
const abortedBy = (operation: string, signal: AbortSignal | undefined, attempts: number) =>
  new Aborted({
    operation,
    issues: [],
    retryable: false,
    attempts,
    ...(signal?.aborted === true
      ? { message: `${operation}: The call was cancelled.`, cause: signal.reason }
      : { message: `${operation}: The client is closed.` }),
  });

/**
 * Runs an effect that interrupts fibers. In Cloudflare Workers that throws for the fibers of another
 * incoming request. They end with the interruption as soon as they run again.
 */
const settled = (interruption: Effect.Effect<void>) =>
  Effect.runPromise(interruption).catch(() => undefined);

// Fibers continue in microtasks instead of timers: browsers delay timers, the fake timers of a test stop
// them, and Cloudflare Workers bind them to one incoming request.
const context = Context.make(Scheduler.Scheduler, new Scheduler.MixedScheduler("sync"));

const done: IteratorReturnResult<undefined> = { done: true, value: undefined };

export const makeFiberRunner = (): FiberRunner => {
  // Each cancels one call or loop, and waits for it to end.
  const inFlight = new Set<() => Promise<unknown>>();
  let isClosed = false;
  const isAborted = (signal: AbortSignal | undefined) => isClosed || signal?.aborted === true;

  const start = <A, E>(effect: Effect.Effect<A, E>, progress: CallProgress) =>
    Effect.runForkWith(Context.add(context, CurrentProgress, progress))(effect);

  /**
   * Calls `cancel` once when the signal is aborted or the runner is closed, until released. At once if
   * that happened while the call was started.
   */
  const onAbort = (signal: AbortSignal | undefined, cancel: () => Promise<unknown>) => {
    if (isAborted(signal)) void cancel();
    inFlight.add(cancel);
    if (signal === undefined) return () => inFlight.delete(cancel);
    const abort = () => void cancel();
    signal.addEventListener("abort", abort, { once: true });
    return () => {
      inFlight.delete(cancel);
      signal.removeEventListener("abort", abort);
    };
  };

  const run: FiberRunner["run"] = <A, E>(
    operation: string,
    call: () => Effect.Effect<A, E>,
    signal: AbortSignal | undefined,
  ) => {
    const progress: CallProgress = { attempts: 0 };
    const aborted = () => abortedBy(operation, signal, progress.attempts);
    return new Promise<Result.Result<A, E | Aborted>>((resolve, reject) => {
      if (isAborted(signal)) {
        resolve(Result.fail(aborted()));
        return;
      }
      const fiber = start(call(), progress);
      const release = onAbort(signal, () => settled(Fiber.interrupt(fiber)));
      fiber.addObserver((exit) => {
        release();
        try {
          resolve(outcomeOf(exit, aborted));
        } catch (defect) {
          // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- passed on
          reject(defect);
        }
      });
    });
  };

  const iterator = <A, E>(
    operation: string,
    reader: ListReader<A, E>,
    signal: AbortSignal | undefined,
    onError: (error: unknown) => void,
  ): AsyncIterator<A, undefined> => {
    const progress: CallProgress = { attempts: 0 };
    const aborted = () => abortedBy(operation, signal, progress.attempts);
    // What is left of the last page that arrived.
    let rows: Iterator<A, undefined> = [].values();
    let interrupt: () => Promise<unknown> = async () => {};
    let release: (() => void) | undefined;
    let ending: Promise<void> | undefined;
    // Like a generator: an error is thrown once, and nothing comes after it.
    let finished = false;
    const isFinished = () => finished;
    // Ends the requests in flight, including those for later pages.
    const end = () =>
      (ending ??= (async () => {
        rows = [].values();
        await interrupt();
        await settled(reader.close);
        release?.();
      })());
    const finish = async () => {
      finished = true;
      await end();
      return done;
    };
    const fail = async (error: unknown): Promise<never> => {
      await finish();
      onError(error);
      throw error;
    };

    const next = async (): Promise<IteratorResult<A, undefined>> => {
      if (isFinished()) return done;
      if (isAborted(signal)) return fail(aborted());
      release ??= onAbort(signal, end);
      for (;;) {
        const row = rows.next();
        if (row.done !== true) return row;
        const reading = start(reader.next, progress);
        interrupt = () => settled(Fiber.interrupt(reading));
        const exit = await new Promise<Exit.Exit<ReadonlyArray<A> | undefined, E>>((resolve) => {
          reading.addObserver(resolve);
        });
        // The loop was left while the page was on its way.
        if (isFinished()) return done;
        if (isAborted(signal)) return fail(aborted());
        const outcome = outcomeOf(exit, aborted);
        if (Result.isFailure(outcome)) return fail(outcome.failure);
        if (outcome.success === undefined) return finish();
        rows = outcome.success.values();
      }
    };
    // Concurrent calls of `next` are answered in order.
    let last: Promise<unknown> = Promise.resolve();
    return {
      next: () => {
        const result = last.then(next);
        last = result.catch(() => undefined);
        return result;
      },
      return: finish,
    };
  };

  return {
    run,
    iterable: (operation, open, signal, onError) => ({
      [Symbol.asyncIterator]: () => iterator(operation, open(), signal, onError),
    }),
    close: Effect.promise(async () => {
      isClosed = true;
      await Promise.all([...inFlight].map((cancel) => cancel()));
    }),
  };
};
