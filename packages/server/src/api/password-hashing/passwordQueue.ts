import * as Effect from "effect/Effect";
import * as Semaphore from "effect/Semaphore";
import { RetryLater } from "../../rate-limits/retryLater.ts";
import { hashPassword, isCheaper, verifyPassword } from "./passwordHash.ts";
import type { ResolvedPasswords } from "./passwordOptions.ts";

/** Hashes and verifies, no more at once than the machine can do: others have work for it, too. */
export interface PasswordHasher {
  readonly hash: (password: string) => Effect.Effect<string, RetryLater>;
  readonly verify: (
    password: string,
    hash: string | null | undefined,
  ) => Effect.Effect<boolean, RetryLater>;
  /**
   * A new hash of a password that is right, where the stored one was cheaper than one is today. It
   * can wait for the next time: without room for it there is none.
   */
  readonly renew: (password: string, hash: string) => Effect.Effect<string | undefined>;
}

/** Seconds. A queue that is full is worked off in about so many. */
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
        // Calls are not interrupted, but here: who has gone away leaves the queue.
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
      isCheaper(hash, cost)
        ? inTurn(hashPassword(password, cost)).pipe(Effect.catch(() => Effect.succeed(undefined)))
        : Effect.succeed(undefined),
  };
};
