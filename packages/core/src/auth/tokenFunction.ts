import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import type * as Scope from "effect/Scope";
import { TokenFailure } from "../errors/errors.ts";
import type { TokenFunction } from "./credentials.ts";
import type { Tokens } from "./tokens.ts";

/** One invocation of a token function, shared by all waiting calls. */
interface Invocation {
  readonly rejected: string | undefined;
  readonly fiber: Fiber.Fiber<string | undefined, TokenFailure>;
}

/** Number of tokens to remember for redaction. A replaced token is still a secret. */
const maxRecent = 4;

/**
 * Tokens of a function that the application wrote. Calls that wait at the same time share one
 * invocation, because the function may spend a refresh token that works only once. The invocation
 * continues if the calls are cancelled.
 */
export const tokenFunction = (
  token: TokenFunction,
  options: {
    /** The client's scope: an invocation is shared, so it must outlive its caller. */
    readonly scope: Scope.Scope;
    /** Time limit of one invocation. One that never ends must not block later calls. */
    readonly timeoutMs: number;
  },
): Tokens => {
  const { scope, timeoutMs } = options;
  let last: string | undefined;
  let recent: ReadonlyArray<string> = [];
  let inFlight: Invocation | undefined;

  const accept = (value: unknown): Effect.Effect<string | undefined, TokenFailure> => {
    if (value === undefined || value === null || value === "") {
      last = undefined;
      return Effect.undefined;
    }
    if (typeof value !== "string") {
      return Effect.fail(unavailable("The token function returned no token: expected a string."));
    }
    last = value;
    if (!recent.includes(value)) recent = [value, ...recent].slice(0, maxRecent);
    return Effect.succeed(value);
  };

  /** Waits for a promise in the client's scope, so that other calls can join. */
  const share = (
    rejected: string | undefined,
    promise: PromiseLike<unknown>,
    controller: AbortController,
  ) =>
    Effect.tryPromise({ try: () => promise, catch: thrown }).pipe(
      Effect.onInterrupt(() => Effect.sync(() => controller.abort())),
      Effect.timeoutOrElse({
        duration: timeoutMs,
        orElse: () =>
          Effect.fail(
            unavailable(`The token function did not return a token within ${timeoutMs} ms.`),
          ),
      }),
      Effect.flatMap(accept),
      Effect.forkIn(scope, { startImmediately: true }),
      Effect.tap((fiber) =>
        Effect.sync(() => {
          inFlight = { rejected, fiber };
          fiber.addObserver(() => (inFlight = undefined));
        }),
      ),
      // Otherwise a call cancelled at this point would leave an invocation that `inFlight` does not know.
      Effect.uninterruptible,
      Effect.flatMap(Fiber.join),
    );

  const invoke = (rejected: string | undefined) =>
    Effect.suspend(() => {
      const controller = new AbortController();
      let returned: unknown;
      try {
        returned = token({
          signal: controller.signal,
          ...(rejected !== undefined && { rejected }),
        });
      } catch (error) {
        return Effect.fail(thrown(error));
      }
      // A token that is returned at once is not shared: there is no one waiting for it.
      return isPromise(returned) ? share(rejected, returned, controller) : accept(returned);
    });

  const get: Tokens["get"] = (rejected) =>
    Effect.suspend(() => {
      if (inFlight !== undefined) {
        const joined = inFlight;
        return Effect.flatMap(Fiber.join(joined.fiber), (value) =>
          // An invocation that did not know of the rejection may return the rejected token.
          rejected !== undefined && value === rejected && joined.rejected !== rejected
            ? get(rejected)
            : Effect.succeed(value),
        );
      }
      // Another call has already replaced the rejected token.
      if (rejected !== undefined && last !== undefined && last !== rejected) {
        return Effect.succeed(last);
      }
      return invoke(rejected);
    });

  return { get, ready: () => undefined, secrets: () => recent };
};

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === "object" &&
  value !== null &&
  "then" in value &&
  typeof value.then === "function";

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

// The error may contain a token, so only its name is reported.
const thrown = (error: unknown) => unavailable(`The token function failed (${nameOf(error)}).`);

const unavailable = (message: string) =>
  new TokenFailure({
    operation: "getOAuthToken",
    message,
    issues: [],
    retryable: true,
    attempts: 0,
    reason: "unavailable",
  });
