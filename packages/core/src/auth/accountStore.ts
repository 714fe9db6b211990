import * as Effect from "effect/Effect";
import type { TokenFailure } from "../errors/errors.ts";
import { readStoredToken } from "./readStoredToken.ts";
import { nameOf, tokenFailure } from "./tokenFailure.ts";
import type { TokenStoreEvent, TokenStoreProblem } from "./tokenEvent.ts";
import type { StoredToken, TokenStore } from "./tokenStore.ts";

/** Time limit of reading or writing a token. */
const storeTimeoutMs = 5_000;
/** Time limit of waiting for a lock. Longer than a token request usually takes. */
const lockTimeoutMs = 10_000;

/** The token store of one account. Reports its problems, and never fails a call that has a token. */
export interface AccountStore {
  /** `true` if another client may write to it. */
  readonly isShared: boolean;
  /** The stored token of this account. */
  readonly get: Effect.Effect<StoredToken | undefined, TokenFailure>;
  /** Stores a token of this account. `false` if that failed. */
  readonly set: (token: StoredToken | undefined) => Effect.Effect<boolean>;
  /** Runs an effect while holding the store's lock, or without the lock if it is not granted. */
  readonly locked: <A, E>(effect: Effect.Effect<A, E>) => Effect.Effect<A, E>;
}

/** For clients without a store, which remember their token themselves. */
export const noStore: AccountStore = {
  isShared: false,
  get: Effect.undefined,
  set: () => Effect.succeed(true),
  locked: (effect) => effect,
};

interface Problem {
  readonly reason: TokenStoreProblem;
  readonly error?: string;
}

const failed = (error: unknown): Problem => ({ reason: "failed", error: nameOf(error) });

const unreadable = ({ reason, error }: Problem) =>
  tokenFailure(
    "unavailable",
    reason === "timeout"
      ? `The token store did not return the token within ${storeTimeoutMs} ms.`
      : `The token store could not return the token (${error}).`,
  );

export const accountStore = (
  store: TokenStore,
  account: string,
  onEvent: ((event: TokenStoreEvent) => void) | undefined,
): AccountStore => {
  const report = (action: TokenStoreEvent["action"], problem: Problem) =>
    onEvent?.({ type: "token-store", action, ...problem });

  /** Calls a function of the store, which may throw, reject or never end. */
  const call = <A>(
    action: TokenStoreEvent["action"],
    timeoutMs: number,
    run: () => A | PromiseLike<A>,
  ): Effect.Effect<A, Problem> =>
    Effect.tryPromise({ try: async () => run(), catch: failed }).pipe(
      Effect.timeoutOrElse({
        duration: timeoutMs,
        orElse: () => Effect.fail<Problem>({ reason: "timeout" }),
      }),
      Effect.tapError((problem) => Effect.sync(() => report(action, problem))),
    );

  return {
    isShared: true,
    get: call("get", storeTimeoutMs, () => store.get()).pipe(
      Effect.mapError(unreadable),
      Effect.map((kept) => {
        const { token, problem } = readStoredToken(kept, account);
        if (problem !== undefined) report("get", { reason: problem });
        return token;
      }),
    ),
    set: (token) =>
      call("set", storeTimeoutMs, () => store.set(token && { ...token, account })).pipe(
        Effect.match({ onSuccess: () => true, onFailure: () => false }),
      ),
    locked: (effect) => {
      const lock = store.lock?.bind(store);
      if (lock === undefined) return effect;
      return Effect.suspend(() => {
        let release = () => {};
        const released = new Promise<void>((resolve) => {
          release = resolve;
        });
        let isHeld = false;
        // The lock is held until `released`, also if it is granted after its time limit. Granted after
        // the end of the effect, it is given back at once.
        const acquire = () =>
          new Promise<void>((resolve, reject) => {
            const run = () => {
              isHeld = true;
              resolve();
              return released;
            };
            const ended = async () => {
              await lock(run);
              if (!isHeld) throw new Error("The lock did not run the function");
            };
            ended().catch((error: unknown) => {
              if (isHeld) report("lock", failed(error));
              // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- passed on
              else reject(error);
            });
          });
        return call("lock", lockTimeoutMs, acquire).pipe(
          Effect.catch(() => Effect.void),
          Effect.andThen(effect),
          Effect.ensuring(Effect.sync(() => release())),
        );
      });
    },
  };
};
