import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Result from "effect/Result";
import * as Stream from "effect/Stream";
import { Aborted } from "../errors/errors.ts";

/** The error of a cancelled call. */
const aborted = (operation: string) =>
  new Aborted({
    operation,
    issues: [],
    retryable: false,
    attempts: 0,
    message: `${operation}: The call was cancelled.`,
  });

/** Runs effects as Promises and cancels those in flight when it is closed. */
export interface FiberRunner {
  /** Resolves with the outcome; rejects only on a defect. */
  readonly run: <A, E>(
    operation: string,
    effect: Effect.Effect<A, E>,
    signal: AbortSignal | undefined,
  ) => Promise<Result.Result<A, E | Aborted>>;
  /** Makes a stream fail with `Aborted` when the signal is aborted or the runner is closed. */
  readonly cancellable: <A, E>(
    operation: string,
    stream: Stream.Stream<A, E>,
    signal: AbortSignal | undefined,
  ) => Stream.Stream<A, E | Aborted>;
  /** Cancels the effects in flight and waits for them to end. Later calls fail with `Aborted`. */
  readonly close: Effect.Effect<void>;
}

const outcomeOf = <A, E>(
  operation: string,
  exit: Exit.Exit<A, E>,
): Result.Result<A, E | Aborted> => {
  if (Exit.isSuccess(exit)) return Result.succeed(exit.value);
  const failure = Cause.findError(exit.cause);
  if (Result.isSuccess(failure)) return Result.fail(failure.success);
  if (Cause.hasInterruptsOnly(exit.cause)) return Result.fail(aborted(operation));
  // A defect: a bug in this library or in a function that the caller passed to it.
  throw Cause.squash(exit.cause);
};

/** Fails with `Aborted` when any signal is aborted. */
const whenAborted = (operation: string, signals: ReadonlyArray<AbortSignal>) =>
  Effect.callback<never, Aborted>((resume) => {
    const abort = () => resume(Effect.fail(aborted(operation)));
    for (const signal of signals) signal.addEventListener("abort", abort, { once: true });
    return Effect.sync(() => {
      for (const signal of signals) signal.removeEventListener("abort", abort);
    });
  });

export const makeFiberRunner = (): FiberRunner => {
  const inFlight = new Set<Fiber.Fiber<unknown, unknown>>();
  const closing = new AbortController();
  return {
    run: async <A, E>(
      operation: string,
      effect: Effect.Effect<A, E>,
      signal: AbortSignal | undefined,
    ) => {
      if (closing.signal.aborted || signal?.aborted === true) {
        return Result.fail(aborted(operation));
      }
      const fiber = Effect.runFork(effect, signal === undefined ? undefined : { signal });
      inFlight.add(fiber);
      const exit = await new Promise<Exit.Exit<A, E>>((resolve) => {
        fiber.addObserver(resolve);
      });
      inFlight.delete(fiber);
      return outcomeOf(operation, exit);
    },
    cancellable: (operation, stream, signal) => {
      const signals = signal === undefined ? [closing.signal] : [closing.signal, signal];
      return Stream.suspend(() =>
        signals.some((one) => one.aborted)
          ? Stream.fail(aborted(operation))
          : Stream.interruptWhen(stream, whenAborted(operation, signals)),
      );
    },
    close: Effect.suspend(() => {
      closing.abort();
      return Fiber.interruptAll(inFlight);
    }),
  };
};
