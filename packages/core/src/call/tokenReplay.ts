import * as Effect from "effect/Effect";
import type { Tokens } from "../auth/tokens.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import { type TimedOut, TokenFailure } from "../errors/errors.ts";
import type { UsersError } from "../errors/unions.ts";
import { missingToken } from "./callErrors.ts";

type Token = string | undefined;

/** A call that needs a token. */
export interface TokenCall {
  readonly endpoint: Endpoint;
  readonly tokens: Tokens;
  /** The token of `tokens` if it is available at once. */
  readonly ready: (rejected: Token) => ReturnType<Tokens["ready"]>;
  /** Milliseconds that are left of the call. */
  readonly left: () => number;
  readonly makeTimeoutError: () => TimedOut;
  /** Sends the call once, with this token or a newer one. */
  readonly attempt: (token: Token, rejected: Token) => Effect.Effect<unknown, UsersError>;
  /** The token of the last attempt. */
  readonly sentToken: () => Token;
}

/** One with a new token. Another one only if the first was with a token that another process stored. */
const maxReplays = 2;

/** Calls that wait for one token request share its failure, and each sets the stack of its own. */
const ownFailure = (failure: TokenFailure) =>
  new TokenFailure(Object.assign({}, failure, { message: failure.message }));

const waitForToken = ({ tokens, left, makeTimeoutError }: TokenCall, rejected: Token) =>
  Effect.timeoutOrElse(Effect.mapError(tokens.get(rejected), ownFailure), {
    duration: left(),
    orElse: () => Effect.fail(makeTimeoutError()),
  });

const withToken = (
  call: TokenCall,
  rejected: Token,
  use: (token: Token) => Effect.Effect<unknown, UsersError>,
): Effect.Effect<unknown, UsersError> => {
  const ready = call.ready(rejected);
  return ready === undefined ? Effect.flatMap(waitForToken(call, rejected), use) : use(ready.token);
};

/** The API rejects a token before doing anything, so a replay with a new one is safe. */
const attemptAndReplay = (
  call: TokenCall,
  token: Token,
  replays: number,
  rejectedBefore: Token,
): Effect.Effect<unknown, UsersError> =>
  Effect.catch(call.attempt(token, rejectedBefore), (error) => {
    const rejected = call.sentToken();
    if (error._tag !== "Unauthorized" || rejected === undefined || replays === 0) {
      return Effect.fail(error);
    }
    return withToken(call, rejected, (renewed) => {
      if (renewed === undefined || renewed === rejected) return Effect.fail(error);
      const replaysLeft = call.tokens.isFromStore?.(renewed) === true ? replays - 1 : 0;
      return attemptAndReplay(call, renewed, replaysLeft, rejected);
    });
  });

/** Attempts a call with a token, and again with a new one if the API rejects it. */
export const attemptWithToken = (call: TokenCall): Effect.Effect<unknown, UsersError> =>
  withToken(call, undefined, (token) =>
    token === undefined && call.endpoint.auth === "required"
      ? Effect.fail(missingToken(call.endpoint))
      : attemptAndReplay(call, token, maxReplays, undefined),
  );
