import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import type * as Scope from "effect/Scope";
import { detailsOf } from "../errors/details.ts";
import { TokenFailure } from "../errors/errors.ts";
import type { OAuthToken } from "../model/token.ts";
import type { TokenEvent } from "../observe/events.ts";
import { makeCooldown } from "./cooldown.ts";
import { firstGrant, refreshGrant, type Grant, type GrantCredentials } from "./grants.ts";
import { makeRejections } from "./rejections.ts";
import type { Tokens } from "./tokens.ts";
import type { StoredToken, TokenStore } from "./tokenStore.ts";

/** A token is renewed this long before it expires, but a short-lived one not before its last tenth. */
const marginFor = (lifetime: number): number => Math.min(60_000, lifetime / 10);

/** What a token store may take for an answer, in milliseconds. */
const storeLimit = 5_000;

/** A store reads what it once wrote, or `null`, or whatever else lies there. */
const isToken = (kept: unknown): kept is StoredToken =>
  typeof kept === "object" &&
  kept !== null &&
  "accessToken" in kept &&
  typeof kept.accessToken === "string" &&
  kept.accessToken !== "";

export interface GrantedTokensOptions {
  readonly credentials: GrantCredentials;
  readonly store: TokenStore;
  /** Asks the token endpoint. */
  readonly request: (grant: Grant) => Effect.Effect<OAuthToken, TokenFailure>;
  readonly onEvent: ((event: TokenEvent) => void) | undefined;
  /** Lives as long as the client: a refresh belongs to no single caller. */
  readonly scope: Scope.Scope;
}

interface LiveToken extends StoredToken {
  /** Milliseconds since the epoch at which it is renewed. */
  readonly renewAt: number;
}

/**
 * Tokens that are fetched, kept and renewed here. However many calls wait, one question at a time
 * is under way; it goes on when the caller that started it is cancelled, and a failure is followed
 * by a cooldown.
 */
export const grantedTokens = (options: GrantedTokensOptions): Tokens => {
  const { credentials, store, request, onEvent, scope } = options;
  const cooldown = makeCooldown();
  const rejections = makeRejections();
  let live: LiveToken | undefined;
  /** The latest tokens: one that was replaced is still not for everybody to read. */
  let latest: ReadonlyArray<StoredToken> = [];
  let underWay: Fiber.Fiber<string, TokenFailure> | undefined;

  const isUsable = (token: LiveToken | undefined, now: number, rejected: string | undefined) =>
    token !== undefined && token.accessToken !== rejected && token.renewAt > now;

  const adopt = (token: StoredToken, now: number): LiveToken => {
    latest = [token, ...latest].slice(0, 4);
    live = {
      ...token,
      renewAt:
        token.expiresAt === undefined
          ? Number.POSITIVE_INFINITY
          : token.expiresAt - marginFor(token.expiresAt - now),
    };
    return live;
  };

  const useStore = <A>(what: string, run: () => A | Promise<A>) =>
    Effect.tryPromise({
      try: async () => run(),
      catch: (error) => failure("unavailable", `The token store failed to ${what}`, error),
    }).pipe(
      Effect.timeoutOrElse({
        duration: storeLimit,
        orElse: () => failure("unavailable", `The token store did not ${what} within 5 seconds`),
      }),
    );

  const ask = (grant: Grant) =>
    request(grant).pipe(
      Effect.tapError(() => report(grant, "failed")),
      Effect.tap(() => report(grant, "granted")),
    );
  const report = ({ request: { grantType } }: Grant, outcome: TokenEvent["outcome"]) =>
    Effect.sync(() => onEvent?.({ type: "token", grant: grantType, outcome }));

  const keep = (token: OAuthToken, refreshToken: string | undefined) =>
    Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis;
      const stored: StoredToken = {
        accessToken: token.accessToken,
        // An answer without a refresh token leaves the old one in force (RFC 6749, section 6).
        refreshToken: token.refreshToken ?? refreshToken,
        expiresAt: token.expiresIn === undefined ? undefined : now + token.expiresIn * 1000,
      };
      const adopted = adopt(stored, now);
      // The token is here and good; only the next process will have to ask again.
      yield* useStore("keep a token", () => store.set(stored)).pipe(
        Effect.catch((error) => Effect.logWarning(error.message)),
      );
      return adopted.accessToken;
    });

  /** Another process that shares the store may have renewed the token already. */
  const fromStore = (rejected: string | undefined) =>
    Effect.gen(function* () {
      const kept = yield* useStore("give a token", () => store.get());
      const stored = isToken(kept) ? kept : undefined;
      const now = yield* Clock.currentTimeMillis;
      if (stored === undefined || stored.accessToken === live?.accessToken) return { stored };
      const adopted = adopt(stored, now);
      return isUsable(adopted, now, rejected)
        ? { stored, usable: adopted.accessToken }
        : { stored };
    });

  const renew = (rejected: string | undefined): Effect.Effect<string, TokenFailure> =>
    Effect.gen(function* () {
      const { stored, usable } = yield* fromStore(rejected);
      if (usable !== undefined) return usable;
      const first = firstGrant(credentials);
      const refreshToken =
        stored?.refreshToken ??
        live?.refreshToken ??
        (credentials.grant === "refresh_token" ? credentials.refreshToken : undefined);
      if (refreshToken !== undefined) {
        const refreshed = yield* Effect.result(ask(refreshGrant(credentials, refreshToken)));
        if (refreshed._tag === "Success") return yield* keep(refreshed.success, refreshToken);
        if (refreshed.failure.reason !== "rejected") return yield* refreshed.failure;
        const { stored: other, usable: renewed } = yield* fromStore(rejected);
        if (renewed !== undefined) return renewed;
        if (first === undefined) return yield* refreshed.failure;
        if (other?.refreshToken === refreshToken) {
          live = undefined;
          yield* useStore("forget a token", () => store.set(undefined));
        }
      }
      if (first === undefined) {
        return yield* failure("missing", "There is no refresh token");
      }
      return yield* keep(yield* ask(first), undefined);
    });

  /** Starts {@link renew} in the scope of the client. After its end this is cancelled at once. */
  const begin = (rejected: string | undefined) =>
    renew(rejected).pipe(
      Effect.tapError((error) =>
        Effect.map(Clock.currentTimeMillis, (at) => cooldown.failed(error, at)),
      ),
      Effect.tap(() =>
        Effect.map(Clock.currentTimeMillis, (at) => {
          cooldown.succeeded();
          if (rejected !== undefined) rejections.renewed(at);
        }),
      ),
      Effect.forkIn(scope, { startImmediately: true }),
      Effect.tap((fiber) =>
        Effect.sync(() => {
          underWay = fiber;
          fiber.addObserver(() => (underWay = undefined));
        }),
      ),
      // A caller that is cancelled here must not leave a refresh that nobody knows of.
      Effect.uninterruptible,
    );

  /** One {@link renew} for everybody who waits. */
  const shared = (rejected: string | undefined) =>
    Effect.gen(function* () {
      if (underWay !== undefined) return yield* Fiber.join(underWay);
      const now = yield* Clock.currentTimeMillis;
      const cooling = cooldown.active(now);
      if (cooling !== undefined) return yield* inCooldown(cooling.failure, cooling.left);
      return yield* Fiber.join(yield* begin(rejected));
    });

  const ready: Tokens["ready"] = (now, rejected) =>
    live !== undefined && isUsable(live, now, rejected) ? { token: live.accessToken } : undefined;

  /** Renews a token that is about to expire while it is still in use. A failure waits for expiry. */
  const renewAhead = (now: number) =>
    underWay !== undefined || cooldown.active(now) !== undefined ? Effect.void : begin(undefined);

  return {
    get: (rejected) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => {
        const token = ready(now, rejected);
        if (token !== undefined) return Effect.succeed(token.token);
        if (live === undefined) return shared(rejected);
        const { accessToken, expiresAt = 0 } = live;
        if (rejected === accessToken && rejections.tooSoon(now)) return Effect.succeed(accessToken);
        return rejected !== accessToken && now < expiresAt
          ? Effect.as(renewAhead(now), accessToken)
          : shared(rejected);
      }),
    ready,
    secrets: () => [
      ...secretsOf(credentials),
      ...latest.flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken ?? ""]),
    ],
  };
};

const secretsOf = (credentials: GrantCredentials): ReadonlyArray<string> => [
  credentials.clientSecret ?? "",
  credentials.grant === "password" ? credentials.password : "",
  credentials.grant === "refresh_token" ? credentials.refreshToken : "",
];

const failure = (reason: TokenFailure["reason"], what: string, error?: unknown) =>
  new TokenFailure({
    operation: "getOAuthToken",
    message: error instanceof Error ? `${what} (${error.name}).` : `${what}.`,
    issues: [],
    retryable: reason === "unavailable",
    attempts: 0,
    reason,
  });

/** The failure that is still in force, without another question. */
const inCooldown = (last: TokenFailure, left: number) =>
  new TokenFailure({
    ...detailsOf(last),
    reason: last.reason,
    oauthError: last.oauthError,
    message: `${last.message} Asked again in ${Math.ceil(left / 1000)} s at the earliest.`,
    retryAfter: left,
  });
