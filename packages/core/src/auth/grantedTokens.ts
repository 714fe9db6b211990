import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import type * as Scope from "effect/Scope";
import { errorDetailsOf } from "../errors/details.ts";
import { TokenFailure } from "../errors/errors.ts";
import type { OAuthToken } from "../models/token.ts";
import type { TokenEvent } from "./tokenEvent.ts";
import { makeCooldown } from "./cooldown.ts";
import { firstGrant, refreshGrant, type Grant, type GrantCredentials } from "./grants.ts";
import { makeRejections } from "./rejections.ts";
import type { Tokens } from "./tokens.ts";
import type { StoredToken, TokenStore } from "./tokenStore.ts";

/** A token is renewed this many milliseconds before it expires: a tenth of its lifetime, at most one minute. */
const renewalMarginMs = (lifetimeMs: number): number => Math.min(60_000, lifetimeMs / 10);

/** Timeout of a token store. */
const storeTimeoutMs = 5_000;

/** Whether a store returned a token. It may return anything. */
const isStoredToken = (kept: unknown): kept is StoredToken =>
  typeof kept === "object" &&
  kept !== null &&
  "accessToken" in kept &&
  typeof kept.accessToken === "string" &&
  kept.accessToken !== "";

export interface GrantedTokensOptions {
  readonly credentials: GrantCredentials;
  readonly store: TokenStore;
  /** Requests a token from the token endpoint. */
  readonly request: (grant: Grant) => Effect.Effect<OAuthToken, TokenFailure>;
  readonly onEvent: ((event: TokenEvent) => void) | undefined;
  /** The client's scope: a renewal is shared, so it must outlive its caller. */
  readonly scope: Scope.Scope;
}

interface CurrentToken extends StoredToken {
  /** Time of renewal, in milliseconds since the epoch. */
  readonly renewAt: number;
}

/**
 * Tokens that the client requests, stores and renews. All waiting calls share one request. It continues
 * if the call that started it is cancelled, and a failure is followed by a cooldown.
 */
export const grantedTokens = (options: GrantedTokensOptions): Tokens => {
  const { credentials, store, request, onEvent, scope } = options;
  const cooldown = makeCooldown();
  const rejections = makeRejections();
  let current: CurrentToken | undefined;
  /** Recent tokens. A replaced token is still a secret. */
  let recent: ReadonlyArray<StoredToken> = [];
  let inFlight: Fiber.Fiber<string, TokenFailure> | undefined;

  const isUsable = (token: CurrentToken | undefined, now: number, rejected: string | undefined) =>
    token !== undefined && token.accessToken !== rejected && token.renewAt > now;

  const setCurrent = (token: StoredToken, now: number): CurrentToken => {
    recent = [token, ...recent].slice(0, 4);
    current = {
      ...token,
      renewAt:
        token.expiresAt === undefined
          ? Number.POSITIVE_INFINITY
          : token.expiresAt - renewalMarginMs(token.expiresAt - now),
    };
    return current;
  };

  const callStore = <A>(action: string, run: () => A | Promise<A>) =>
    Effect.tryPromise({
      try: async () => run(),
      catch: (error) => failure("unavailable", `The token store could not ${action}`, error),
    }).pipe(
      Effect.timeoutOrElse({
        duration: storeTimeoutMs,
        orElse: () =>
          failure("unavailable", `The token store did not ${action} within ${storeTimeoutMs} ms`),
      }),
    );

  const requestToken = (grant: Grant) =>
    request(grant).pipe(
      Effect.tapError(() => report(grant, "failed")),
      Effect.tap(() => report(grant, "granted")),
    );
  const report = ({ request: { grantType } }: Grant, outcome: TokenEvent["outcome"]) =>
    Effect.sync(() => onEvent?.({ type: "token", grant: grantType, outcome }));

  const storeToken = (token: OAuthToken, refreshToken: string | undefined) =>
    Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis;
      const stored: StoredToken = {
        accessToken: token.accessToken,
        // A response without a refresh token leaves the old one valid (RFC 6749, section 6).
        refreshToken: token.refreshToken ?? refreshToken,
        expiresAt: token.expiresIn === undefined ? undefined : now + token.expiresIn * 1000,
      };
      const { accessToken } = setCurrent(stored, now);
      // The token is valid. If it cannot be stored, only other processes have to request their own.
      yield* callStore("save the token", () => store.set(stored)).pipe(
        Effect.catch((error) => Effect.logWarning(error.message)),
      );
      return accessToken;
    });

  /** Reads the store, where another process may have put a renewed token. */
  const fromStore = (rejected: string | undefined) =>
    Effect.gen(function* () {
      const kept = yield* callStore("return the token", () => store.get());
      const stored = isStoredToken(kept) ? kept : undefined;
      const now = yield* Clock.currentTimeMillis;
      if (stored === undefined || stored.accessToken === current?.accessToken) return { stored };
      const token = setCurrent(stored, now);
      return isUsable(token, now, rejected) ? { stored, usable: token.accessToken } : { stored };
    });

  const renew = (rejected: string | undefined): Effect.Effect<string, TokenFailure> =>
    Effect.gen(function* () {
      const { stored, usable } = yield* fromStore(rejected);
      if (usable !== undefined) return usable;
      const first = firstGrant(credentials);
      const refreshToken =
        stored?.refreshToken ??
        current?.refreshToken ??
        (credentials.grant === "refresh_token" ? credentials.refreshToken : undefined);
      if (refreshToken !== undefined) {
        const refreshed = yield* Effect.result(
          requestToken(refreshGrant(credentials, refreshToken)),
        );
        if (refreshed._tag === "Success") return yield* storeToken(refreshed.success, refreshToken);
        if (refreshed.failure.reason !== "rejected") return yield* refreshed.failure;
        const { stored: other, usable: renewed } = yield* fromStore(rejected);
        if (renewed !== undefined) return renewed;
        if (first === undefined) return yield* refreshed.failure;
        if (other?.refreshToken === refreshToken) {
          current = undefined;
          yield* callStore("remove the token", () => store.set(undefined));
        }
      }
      if (first === undefined) {
        return yield* failure("missing", "There is no refresh token");
      }
      return yield* storeToken(yield* requestToken(first), undefined);
    });

  /** Starts {@link renew} in the client's scope, which cancels it when the client is closed. */
  const startRenewal = (rejected: string | undefined) =>
    renew(rejected).pipe(
      Effect.tapError((error) =>
        Effect.map(Clock.currentTimeMillis, (at) => cooldown.recordFailure(error, at)),
      ),
      Effect.tap(() =>
        Effect.map(Clock.currentTimeMillis, (at) => {
          cooldown.recordSuccess();
          if (rejected !== undefined) rejections.renewed(at);
        }),
      ),
      Effect.forkIn(scope, { startImmediately: true }),
      Effect.tap((fiber) =>
        Effect.sync(() => {
          inFlight = fiber;
          fiber.addObserver(() => (inFlight = undefined));
        }),
      ),
      // Otherwise a call cancelled at this point would leave a renewal that `inFlight` does not know.
      Effect.uninterruptible,
    );

  /** Joins the renewal in flight, or starts one. */
  const joinRenewal = (rejected: string | undefined) =>
    Effect.gen(function* () {
      if (inFlight !== undefined) return yield* Fiber.join(inFlight);
      const now = yield* Clock.currentTimeMillis;
      const cooling = cooldown.active(now);
      if (cooling !== undefined) return yield* cooldownError(cooling.failure, cooling.left);
      return yield* Fiber.join(yield* startRenewal(rejected));
    });

  const ready: Tokens["ready"] = (now, rejected) =>
    current !== undefined && isUsable(current, now, rejected)
      ? { token: current.accessToken }
      : undefined;

  /** Renews a token in the background before it expires. */
  const renewAhead = (now: number) =>
    inFlight !== undefined || cooldown.active(now) !== undefined
      ? Effect.void
      : startRenewal(undefined);

  return {
    get: (rejected) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => {
        const token = ready(now, rejected);
        if (token !== undefined) return Effect.succeed(token.token);
        if (current === undefined) return joinRenewal(rejected);
        const { accessToken, expiresAt = 0 } = current;
        if (rejected === accessToken && rejections.tooSoon(now)) return Effect.succeed(accessToken);
        return rejected !== accessToken && now < expiresAt
          ? Effect.as(renewAhead(now), accessToken)
          : joinRenewal(rejected);
      }),
    ready,
    secrets: () => [
      ...secretsOf(credentials),
      ...recent.flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken ?? ""]),
    ],
  };
};

const secretsOf = (credentials: GrantCredentials): ReadonlyArray<string> => [
  credentials.clientSecret ?? "",
  credentials.grant === "password" ? credentials.password : "",
  credentials.grant === "refresh_token" ? credentials.refreshToken : "",
];

const failure = (reason: TokenFailure["reason"], sentence: string, error?: unknown) =>
  new TokenFailure({
    operation: "getOAuthToken",
    message: error instanceof Error ? `${sentence} (${error.name}).` : `${sentence}.`,
    issues: [],
    retryable: reason === "unavailable",
    attempts: 0,
    reason,
  });

/** The error of calls during the cooldown: that of the last request. */
const cooldownError = (last: TokenFailure, left: number) =>
  new TokenFailure({
    ...errorDetailsOf(last),
    reason: last.reason,
    oauthError: last.oauthError,
    message: `${last.message} The client will not request a token again for ${Math.ceil(left / 1000)} s.`,
    retryAfter: left,
  });
