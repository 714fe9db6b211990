import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Result from "effect/Result";
import { Aborted } from "../errors/errors.ts";

/** What a cancelled call ends with. */
export const aborted = (operation: string) =>
  new Aborted({
    operation,
    issues: [],
    retryable: false,
    attempts: 0,
    message: `${operation}: The call was cancelled.`,
  });

/** Runs effects as Promises, and knows which ones are under way. */
export interface Runner {
  /** Resolves with the outcome; rejects only on a defect. */
  readonly run: <A, E>(
    operation: string,
    effect: Effect.Effect<A, E>,
    signal: AbortSignal | undefined,
  ) => Promise<Result.Result<A, E | Aborted>>;
  /** Cancels what is under way and waits for its end. Later calls are cancelled at once. */
  readonly close: Effect.Effect<void>;
}

export const makeRunner = (): Runner => {
  const underWay = new Set<Fiber.Fiber<unknown, unknown>>();
  let closed = false;
  return {
    run: (operation, effect, signal) => {
      if (closed || signal?.aborted === true) {
        return Promise.resolve(Result.fail(aborted(operation)));
      }
      const fiber = Effect.runFork(effect, signal === undefined ? undefined : { signal });
      underWay.add(fiber);
      return new Promise((resolve, reject) => {
        fiber.addObserver((exit) => {
          underWay.delete(fiber);
          if (Exit.isSuccess(exit)) {
            resolve(Result.succeed(exit.value));
            return;
          }
          const failure = Cause.findError(exit.cause);
          if (Result.isSuccess(failure)) {
            resolve(Result.fail(failure.success));
            return;
          }
          if (Cause.hasInterruptsOnly(exit.cause)) {
            resolve(Result.fail(aborted(operation)));
            return;
          }
          reject(Cause.squash(exit.cause));
        });
      });
    },
    close: Effect.suspend(() => {
      closed = true;
      return Fiber.interruptAll(underWay);
    }),
  };
};
