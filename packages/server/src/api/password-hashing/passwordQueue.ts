import * as Effect from "effect/Effect";
import * as Semaphore from "effect/Semaphore";
import { RetryLater } from "../../rate-limits/retryLater.ts";
import { hashPassword, isOutdated, verifyPassword } from "./passwordHash.ts";
import type { ResolvedPasswords } from "./passwordOptions.ts";

/** Hashes and verifies passwords with limited concurrency, so that other work is not starved. */
export interface PasswordHasher {
  readonly hash: (password: string) => Effect.Effect<string, RetryLater>;
  readonly verify: (
    password: string,
    hash: string | null | undefined,
  ) => Effect.Effect<boolean, RetryLater>;
  /**
   * A new hash of a correct password whose stored hash is outdated. `undefined` if the
   * queue is full; the next sign-in tries again.
   */
  readonly renew: (password: string, hash: string) => Effect.Effect<string | undefined>;
}

/** Seconds in which a full queue is about half processed. */
const retryAfter = 2;

export const makePasswordHasher = ({
  cost,
  concurrency,
  queue,
}: ResolvedPasswords): PasswordHasher => {
  const semaphore = Semaphore.makeUnsafe(concurrency);
  let inside = 0;
  const inTurn = <A>(work: Effect.Effect<A>): Effect.Effect<A, RetryLater> =>
    Effect.suspend((): Effect.Effect<A, RetryLater> => {
      if (inside >= concurrency + queue) {
        return Effect.fail(new RetryLater({ kind: "Overloaded", retryAfter }));
      }
      inside += 1;
      return Effect.acquireUseRelease(
        // The only interruptible step: a caller that has disconnected leaves the queue.
        Effect.interruptible(semaphore.take(1)),
        () => work,
        () => semaphore.release(1),
      ).pipe(
        Effect.ensuring(
          Effect.sync(() => {
            inside -= 1;
          }),
        ),
      );
    });
  return {
    hash: (password) => inTurn(hashPassword(password, cost)),
    verify: (password, hash) => inTurn(verifyPassword(password, hash, cost)),
    renew: (password, hash) =>
      isOutdated(hash, cost)
        ? inTurn(hashPassword(password, cost)).pipe(Effect.catch(() => Effect.succeed(undefined)))
        : Effect.succeed(undefined),
  };
};
