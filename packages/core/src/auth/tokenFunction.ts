import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import type * as Scope from "effect/Scope";
import type { TokenFailure } from "../errors/errors.ts";
import type { TokenFunction } from "./credentials.ts";
import { makeSingleFlight } from "./singleFlight.ts";
import { nameOf, tokenFailure } from "./tokenFailure.ts";
import type { Tokens } from "./tokens.ts";

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
  const flight = makeSingleFlight<string | undefined>(scope);
  let last: string | undefined;

  const accept = (value: unknown): Effect.Effect<string | undefined, TokenFailure> => {
    if (value === undefined || value === null || value === "") last = undefined;
    else if (typeof value === "string") last = value;
    else return unavailable("The token function returned no token.");
    return Effect.succeed(last);
  };

  const waitFor = (promise: PromiseLike<unknown>, controller: AbortController) =>
    Effect.tryPromise({
      try: (signal) => {
        signal.addEventListener("abort", () => controller.abort());
        return promise;
      },
      catch: failureOf,
    }).pipe(
      Effect.timeoutOrElse({
        duration: timeoutMs,
        orElse: () => unavailable(`The token function did not return within ${timeoutMs} ms.`),
      }),
      Effect.flatMap(accept),
    );

  const invoke = (rejected: string | undefined) => {
    const controller = new AbortController();
    let returned: unknown;
    try {
      returned = token({
        signal: controller.signal,
        ...(rejected !== undefined && { rejected }),
      });
    } catch (error) {
      return Effect.fail(failureOf(error));
    }
    // A token that is returned at once is not shared: there is no one waiting for it.
    return isPromise(returned)
      ? Effect.flatMap(flight.start(rejected, waitFor(returned, controller)), Fiber.join)
      : accept(returned);
  };

  return {
    get: (rejected) =>
      flight.joinOr(
        rejected,
        Effect.suspend(() =>
          // Another call may have replaced the rejected token.
          rejected !== undefined && last !== undefined && last !== rejected
            ? Effect.succeed(last)
            : invoke(rejected),
        ),
      ),
    ready: () => undefined,
    secrets: () => (last === undefined ? [] : [last]),
  };
};

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as { readonly then?: unknown } | null | undefined)?.then === "function";

const failureOf = (error: unknown) =>
  tokenFailure("unavailable", `The token function failed (${nameOf(error)}).`);

const unavailable = (message: string) => Effect.fail(tokenFailure("unavailable", message));
