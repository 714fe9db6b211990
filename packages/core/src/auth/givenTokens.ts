import * as Effect from "effect/Effect";
import { TokenFailure } from "../errors/errors.ts";
import type { GivenToken } from "./credentials.ts";
import type { Tokens } from "./tokens.ts";

/** Sends no token. */
export const anonymous: Tokens = {
  get: () => Effect.undefined,
  ready: () => ({ token: undefined }),
  secrets: () => [],
};

/** A token that the application manages. */
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
        // The error may contain a token, so only its name is reported.
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
