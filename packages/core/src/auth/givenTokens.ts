import * as Effect from "effect/Effect";
import type { Tokens } from "./tokens.ts";

/** Sends no token. */
export const anonymous: Tokens = {
  get: () => Effect.undefined,
  ready: () => ({ token: undefined }),
  secrets: () => [],
};

/** A fixed token, which cannot be renewed. */
export const givenToken = (token: string): Tokens => ({
  get: () => Effect.succeed(token),
  ready: () => ({ token }),
  secrets: () => [token],
});
