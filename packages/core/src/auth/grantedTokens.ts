import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import type * as Scope from "effect/Scope";
import { errorDetailsOf } from "../errors/details.ts";
import { TokenFailure } from "../errors/errors.ts";
import type { OAuthToken } from "../models/token.ts";
import type { AccountStore } from "./accountStore.ts";
import type { TokenEvent } from "./tokenEvent.ts";
import { currentMonotonicMillis } from "../platform/monotonicTime.ts";
import { makeCooldown } from "./cooldown.ts";
import { firstGrant, refreshGrant, type Grant, type GrantCredentials } from "./grants.ts";
import { leaveRunning } from "./sharedRun.ts";
import { makeSingleFlight } from "./singleFlight.ts";
import { tokenFailure } from "./tokenFailure.ts";
import { makeRejections } from "./rejections.ts";
import type { Tokens } from "./tokens.ts";
import type { StoredToken } from "./tokenStore.ts";

/** A token is renewed this many milliseconds before it expires: a tenth of its lifetime, at most one minute. */
const renewalMarginMs = (lifetimeMs: number): number => Math.min(60_000, lifetimeMs / 10);

/**
 * Milliseconds between further looks into the store after a rejected refresh token: another process may
 * have used it first, and may not have stored its successor yet. One second in total.
 */
const rereadDelaysMs = [50, 100, 150, 300, 400];

export interface GrantedTokensOptions {
  readonly credentials: GrantCredentials;
  readonly store: AccountStore;
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

/** The API rejected a refresh token, and there are no other credentials. */
interface DeadEnd {
  readonly refreshToken: string;
  readonly failure: TokenFailure;
}

/**
 * Tokens that the client requests, stores and renews. All waiting calls share one request. It continues
 * if the call that started it is cancelled, and a failure is followed by a cooldown.
 */
export const grantedTokens = (options: GrantedTokensOptions): Tokens => {
  const { credentials, store, request, onEvent, scope } = options;
  const first = firstGrant(credentials);
  const cooldown = makeCooldown();
  const rejections = makeRejections();
  const flight = makeSingleFlight<string>(scope);
  let current: CurrentToken | undefined;
  /** Recent tokens. A replaced token is still a secret. */
  let recent: ReadonlyArray<StoredToken> = [];
  /** The access token that was last found in the store rather than requested. */
  let found: string | undefined;
  /** The token last seen in the store. If it is still there after a failed write, it is outdated. */
  let lastStored: string | undefined;
  /** `false` while the password has not been checked: a wrong one must not act as the user. */
  let mayReadStore = credentials.grant !== "password";
  let storeIsReadable = true;

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

  const requestToken = (grant: Grant) =>
    request(grant).pipe(
      Effect.tapError(() => report(grant, "failed")),
      Effect.tap(() => report(grant, "granted")),
    );
  const report = ({ request: { grantType } }: Grant, outcome: TokenEvent["outcome"]) =>
    Effect.sync(() => onEvent?.({ type: "token", grant: grantType, outcome }));

  const storeToken = (
    token: OAuthToken,
    refreshToken: string | undefined,
    rejected: string | undefined,
  ) =>
    Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis;
      if (rejected !== undefined) rejections.renewed(yield* currentMonotonicMillis);
      const stored: StoredToken = {
        accessToken: token.accessToken,
        // A response without a refresh token leaves the old one valid (RFC 6749, section 6).
        refreshToken: token.refreshToken ?? refreshToken,
        expiresAt: token.expiresIn === undefined ? undefined : now + token.expiresIn * 1000,
      };
      const { accessToken } = setCurrent(stored, now);
      found = undefined;
      // The token is valid. If it cannot be stored, only other processes have to request their own.
      if (yield* store.set(stored)) lastStored = identityOf(stored);
      return accessToken;
    });

  /** Reads the store, where another process may have put a renewed token. */
  const fromStore = (rejected: string | undefined) =>
    Effect.gen(function* () {
      if (!mayReadStore) return {};
      storeIsReadable = false;
      const stored = yield* store.get;
      storeIsReadable = true;
      if (stored === undefined || identityOf(stored) === lastStored) return { stored };
      lastStored = identityOf(stored);
      const now = yield* Clock.currentTimeMillis;
      const token = setCurrent(stored, now);
      found = token.accessToken;
      return isUsable(token, now, rejected) ? { stored, usable: token.accessToken } : { stored };
    });
  type Found = Effect.Success<ReturnType<typeof fromStore>>;
  /** Reads the store once more. The client has an error to report if that fails. */
  const again = (rejected: string | undefined) =>
    Effect.catch(fromStore(rejected), () => Effect.succeed<Found>({}));

  const signIn = (grant: Grant, rejected: string | undefined) =>
    Effect.gen(function* () {
      const token = yield* requestToken(grant).pipe(
        Effect.tapError(({ reason }) =>
          Effect.sync(() => {
            if (credentials.grant === "password" && reason === "rejected") mayReadStore = false;
          }),
        ),
      );
      mayReadStore = true;
      return yield* storeToken(token, undefined, rejected);
    });

  /** Requests a token, after a look into the store. */
  const requestOnce = (
    rejected: string | undefined,
  ): Effect.Effect<string | DeadEnd, TokenFailure> =>
    Effect.gen(function* () {
      const { usable } = yield* fromStore(rejected);
      if (usable !== undefined) return usable;
      const refreshToken =
        current?.refreshToken ??
        (credentials.grant === "refresh_token" ? credentials.refreshToken : undefined);
      if (refreshToken !== undefined) {
        const refreshed = yield* Effect.result(
          requestToken(refreshGrant(credentials, refreshToken)),
        );
        if (refreshed._tag === "Success")
          return yield* storeToken(refreshed.success, refreshToken, rejected);
        if (refreshed.failure.reason !== "rejected") return yield* Effect.fail(refreshed.failure);
        const other = yield* again(rejected);
        if (other.usable !== undefined) return other.usable;
        if (first === undefined) return { refreshToken, failure: refreshed.failure };
        if (current?.refreshToken === refreshToken) current = undefined;
        if (other.stored?.refreshToken === refreshToken && (yield* store.set(undefined)))
          lastStored = undefined;
      }
      return first === undefined
        ? yield* Effect.fail(tokenFailure("missing", "There is no refresh token."))
        : yield* signIn(first, rejected);
    });

  const renew = (rejected: string | undefined): Effect.Effect<string, TokenFailure> =>
    Effect.gen(function* () {
      const token = yield* store.locked(requestOnce(rejected));
      if (typeof token === "string") return token;
      if (!store.isShared) return yield* Effect.fail(token.failure);
      for (const delay of rereadDelaysMs) {
        yield* Effect.sleep(delay);
        const { usable } = yield* again(rejected);
        if (usable !== undefined) return usable;
        // The other process's access token is of no use here, but its refresh token may be.
        const next = current?.refreshToken;
        if (next !== undefined && next !== token.refreshToken) return yield* renew(rejected);
      }
      return yield* Effect.fail(token.failure);
    });

  const startRenewal = (rejected: string | undefined) =>
    flight.start(
      rejected,
      renew(rejected).pipe(
        Effect.tapError((error) =>
          Effect.map(currentMonotonicMillis, (at) => cooldown.recordFailure(error, at)),
        ),
        Effect.tap(() => Effect.sync(cooldown.recordSuccess)),
      ),
    );

  /**
   * Looks into the store, where another process may have put a good token, while this client may not
   * request one.
   */
  const lookInStore = (
    rejected: string | undefined,
    otherwise: Effect.Effect<string, TokenFailure>,
  ) => {
    // A store that could not be read is part of the cooldown.
    if (!store.isShared || !storeIsReadable) return otherwise;
    const look = Effect.gen(function* () {
      const { usable } = yield* again(rejected);
      if (usable === undefined) return yield* otherwise;
      cooldown.recordSuccess();
      return usable;
    });
    return Effect.flatMap(flight.start(rejected, look), Fiber.join);
  };

  /** Joins the renewal in flight, or starts one. */
  const joinRenewal = (rejected: string | undefined) =>
    flight.joinOr(
      rejected,
      Effect.gen(function* () {
        // Another call may have replaced a lost renewal first.
        if (current !== undefined && isUsable(current, yield* Clock.currentTimeMillis, rejected))
          return current.accessToken;
        const cooling = cooldown.active(yield* currentMonotonicMillis);
        return yield* cooling === undefined
          ? Effect.flatMap(startRenewal(rejected), Fiber.join)
          : lookInStore(rejected, Effect.fail(cooldownError(cooling.failure, cooling.left)));
      }),
    );

  const ready: Tokens["ready"] = (now, rejected) =>
    current !== undefined && isUsable(current, now, rejected)
      ? { token: current.accessToken }
      : undefined;

  /** Renews a token in the background before it expires. */
  const renewAhead = Effect.flatMap(currentMonotonicMillis, (now) =>
    flight.isBusy() || cooldown.active(now) !== undefined
      ? Effect.void
      : Effect.flatMap(startRenewal(undefined), leaveRunning),
  );

  return {
    get: (rejected) =>
      Effect.gen(function* () {
        const now = yield* Clock.currentTimeMillis;
        const token = ready(now, rejected);
        if (token !== undefined) return token.token;
        if (current === undefined) return yield* joinRenewal(rejected);
        const { accessToken, expiresAt = 0 } = current;
        if (rejected === accessToken && rejections.tooSoon(yield* currentMonotonicMillis)) {
          const unchanged = Effect.succeed(accessToken);
          return yield* flight.joinOr(rejected, lookInStore(rejected, unchanged));
        }
        if (rejected === accessToken || now >= expiresAt) return yield* joinRenewal(rejected);
        yield* renewAhead;
        return accessToken;
      }),
    ready,
    isFromStore: (token) => token === found,
    secrets: () => [
      ...secretsOf(credentials),
      ...recent.flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken ?? ""]),
    ],
  };
};

/** Distinguishes two stored tokens. */
const identityOf = ({ accessToken, refreshToken = "" }: StoredToken): string =>
  `${accessToken} ${refreshToken}`;

const secretsOf = (credentials: GrantCredentials): ReadonlyArray<string> => [
  credentials.clientSecret ?? "",
  credentials.grant === "password" ? credentials.password : "",
  credentials.grant === "refresh_token" ? credentials.refreshToken : "",
];

/** The error of calls during the cooldown: that of the last request. */
const cooldownError = (last: TokenFailure, left: number) =>
  new TokenFailure({
    ...errorDetailsOf(last),
    reason: last.reason,
    oauthError: last.oauthError,
    message: `${last.message} The client will not request a token again for ${Math.ceil(left / 1000)} s.`,
    retryAfter: Math.ceil(left),
  });
