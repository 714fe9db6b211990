import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import type * as Scope from "effect/Scope";
import type { TokenFailure } from "../errors/errors.ts";

/** A request for a token that all waiting calls share. */
export interface SingleFlight<Token extends string | undefined> {
  readonly isBusy: () => boolean;
  /**
   * Starts a request in the client's scope, which cancels it when the client is closed. It continues if
   * the call that started it is cancelled.
   *
   * @param rejected The token that the request is to replace, if any.
   */
  readonly start: (
    rejected: string | undefined,
    request: Effect.Effect<Token, TokenFailure>,
  ) => Effect.Effect<Fiber.Fiber<Token, TokenFailure>>;
  /** Waits for the request in flight, or does something else if there is none. */
  readonly joinOr: (
    rejected: string | undefined,
    otherwise: Effect.Effect<Token, TokenFailure>,
  ) => Effect.Effect<Token, TokenFailure>;
}

export const makeSingleFlight = <Token extends string | undefined>(
  scope: Scope.Scope,
): SingleFlight<Token> => {
  let inFlight:
    | {
        readonly rejected: string | undefined;
        readonly fiber: Fiber.Fiber<Token, TokenFailure>;
      }
    | undefined;

  const joinOr: SingleFlight<Token>["joinOr"] = (rejected, otherwise) =>
    Effect.suspend(() => {
      const joined = inFlight;
      if (joined === undefined) return otherwise;
      return Effect.flatMap(Fiber.join(joined.fiber), (token) =>
        // A request that did not know of the rejection may end with the rejected token.
        rejected !== undefined && token === rejected && joined.rejected !== rejected
          ? joinOr(rejected, otherwise)
          : Effect.succeed(token),
      );
    });

  return {
    isBusy: () => inFlight !== undefined,
    start: (rejected, request) =>
      request.pipe(
        Effect.forkIn(scope, { startImmediately: true }),
        Effect.tap((fiber) =>
          Effect.sync(() => {
            inFlight = { rejected, fiber };
            fiber.addObserver(() => (inFlight = undefined));
          }),
        ),
        // Otherwise a call cancelled at this point would leave a request that `inFlight` does not know.
        Effect.uninterruptible,
      ),
    joinOr,
  };
};
