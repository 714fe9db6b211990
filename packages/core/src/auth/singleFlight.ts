import * as Effect from "effect/Effect";
import type * as Fiber from "effect/Fiber";
import type * as Scope from "effect/Scope";
import type { TokenFailure } from "../errors/errors.ts";
import { lost, type SharedRun, startSharedRun } from "./sharedRun.ts";

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
  interface Flight {
    readonly rejected: string | undefined;
    readonly run: SharedRun<Token, TokenFailure>;
  }
  let inFlight: Flight | undefined;
  const forget = (flight: Flight) => {
    if (inFlight === flight) inFlight = undefined;
  };

  const joinOr: SingleFlight<Token>["joinOr"] = (rejected, otherwise) =>
    Effect.suspend(() => {
      const joined = inFlight;
      if (joined === undefined) return otherwise;
      return Effect.flatMap(joined.run.join, (token) => {
        if (token === lost) {
          forget(joined);
          return joinOr(rejected, otherwise);
        }
        // A request that did not know of the rejection may end with the rejected token.
        return rejected !== undefined && token === rejected && joined.rejected !== rejected
          ? joinOr(rejected, otherwise)
          : Effect.succeed(token);
      });
    });

  return {
    isBusy: () => inFlight !== undefined,
    start: (rejected, request) =>
      startSharedRun(request, scope).pipe(
        Effect.map((run) => {
          const flight = { rejected, run };
          inFlight = flight;
          run.fiber.addObserver(() => forget(flight));
          return run.fiber;
        }),
        // Otherwise a call cancelled at this point would leave a request that `inFlight` does not know.
        Effect.uninterruptible,
      ),
    joinOr,
  };
};
