import * as Effect from "effect/Effect";
import * as Semaphore from "effect/Semaphore";
import { NotNow } from "../refusal.ts";
import { hashPassword, isCheaper, verifyPassword } from "./hash.ts";
import type { ResolvedPasswords } from "./options.ts";

/** Hashes and verifies, no more at once than the machine can do: others have work for it, too. */
export interface Passwords {
  readonly hash: (password: string) => Effect.Effect<string, NotNow>;
  readonly verify: (
    password: string,
    hash: string | null | undefined,
  ) => Effect.Effect<boolean, NotNow>;
  /**
   * A new hash of a password that is right, where the stored one was cheaper than one is today. It
   * can wait for the next time: without room for it there is none.
   */
  readonly renew: (password: string, hash: string) => Effect.Effect<string | undefined>;
}

/** Seconds. A queue that is full is worked off in about so many. */
const retryAfter = 2;

export const makePasswords = ({ cost, concurrency, queue }: ResolvedPasswords): Passwords => {
  const semaphore = Semaphore.makeUnsafe(concurrency);
  let inside = 0;
  const inTurn = <A>(work: Effect.Effect<A>): Effect.Effect<A, NotNow> =>
    Effect.suspend((): Effect.Effect<A, NotNow> => {
      if (inside >= concurrency + queue) {
        return Effect.fail(new NotNow({ kind: "Overloaded", retryAfter }));
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
