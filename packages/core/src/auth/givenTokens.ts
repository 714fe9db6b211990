import * as Effect from "effect/Effect";
import { TokenFailure } from "../errors/errors.ts";
import type { GivenToken } from "./credentials.ts";
import type { Tokens } from "./tokens.ts";

/** No token at all. */
export const anonymous: Tokens = {
  get: () => Effect.undefined,
  ready: () => ({ token: undefined }),
  secrets: () => [],
};

/** A token that somebody else looks after. */
export const givenTokens = ({ token }: GivenToken): Tokens => {
  if (typeof token === "string") {
    return {
      get: () => Effect.succeed(token),
      ready: () => ({ token }),
      secrets: () => [token],
    };
  }
  let last: string | undefined;
  return {
    get: (rejected) =>
      Effect.tryPromise({
        try: async (signal) =>
          (last = await token({ signal, ...(rejected !== undefined && { rejected }) })),
        // What the function threw may hold a token: only its name is told.
        catch: (error) => unavailable(`The token function failed (${nameOf(error)}).`),
      }).pipe(
        Effect.filterOrFail(
          (value) => typeof value === "string" && value !== "",
          () => unavailable("The token function returned no token."),
        ),
      ),
    ready: () => undefined,
    secrets: () => (last === undefined ? [] : [last]),
  };
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

const unavailable = (message: string) =>
  new TokenFailure({
    operation: "getOAuthToken",
    message,
    issues: [],
    retryable: true,
    attempts: 0,
    reason: "unavailable",
  });
