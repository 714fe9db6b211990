import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Scope from "effect/Scope";
import {
  advance,
  baseUrl,
  errorOf,
  inProcess,
  json,
  never,
  settle,
  start,
  stateOf,
  wireUser,
  type Received,
} from "../../test/support/inProcess.ts";
import type { UsersClientOptions } from "../client/clientOptions.ts";
import { tokenAccount } from "../client/tokenAccount.ts";
import { Users } from "../client/users.ts";
import type { Credentials } from "./credentials.ts";
import { memoryTokenStore, type StoredToken, type TokenStore } from "./tokenStore.ts";

const service: Credentials = {
  grant: "client_credentials",
  clientId: "server",
  clientSecret: "s3cret",
};
const person: Credentials = {
  grant: "password",
  clientId: "web",
  username: "jdoe",
  password: "pa55word",
};

/**
 * An API with a token endpoint: it grants `access-1`, `access-2` … and accepts all but the
 * revoked ones.
 */
const withTokens = (
  options: {
    readonly expiresIn?: number | string | null;
    readonly refreshTokens?: boolean;
    /** Overrides the token endpoint's response; `undefined` restores the default. */
    readonly token?: (
      received: Received,
      number: number,
    ) => Response | Promise<Response> | undefined;
    readonly call?: (received: Received) => Response | Promise<Response> | undefined;
  } = {},
) => {
  const revoked = new Set<string>();
  let granted = 0;
  let asked = 0;
  const grant = () => {
    granted += 1;
    return json({
      access_token: `access-${granted}`,
      token_type: "bearer",
      ...(options.expiresIn !== null && { expires_in: options.expiresIn ?? 3_600 }),
      ...(options.refreshTokens === true && { refresh_token: `refresh-${granted}` }),
    });
  };
  const api = inProcess((received) => {
    if (received.path === "/oauth/token") {
      asked += 1;
      return options.token?.(received, asked) ?? grant();
    }
    const token = received.authorization?.replace("Bearer ", "");
    if (token !== undefined && revoked.has(token)) return json({}, 401);
    return options.call?.(received) ?? json(wireUser);
  });
  return { ...api, revoked };
};
type Api = ReturnType<typeof withTokens>;

const clientOf = (api: Api, options: Partial<UsersClientOptions> = {}) =>
  Users.make({ ...api.options, auth: service, ...options });

const refused = (error = "invalid_grant") => json({ error }, 400);
const grants = (api: Api) => api.tokenRequests().map(({ form }) => form["grant_type"]);
const storeEvents = (api: Api) => api.events.filter(({ type }) => type === "token-store");
const bearers = (api: Api) => api.calls().map(({ authorization }) => authorization);

describe("one refresh at a time", () => {
  it.effect("requests one token for fifty waiting calls", () =>
    Effect.gen(function* () {
      const api = withTokens();
      const users = yield* clientOf(api);
      yield* Effect.all(
        Array.from({ length: 50 }, (_, id) => users.getUser(id + 1)),
        { concurrency: "unbounded" },
      );
      expect(api.tokenRequests()).toHaveLength(1);
      expect(api.tokenRequests()[0]).toMatchObject({
        method: "POST",
        authorization: null,
        form: { grant_type: "client_credentials", client_id: "server", client_secret: "s3cret" },
      });
      expect(bearers(api)).toEqual(Array.from({ length: 50 }, () => "Bearer access-1"));
      yield* users.getUser(1);
      expect(api.tokenRequests()).toHaveLength(1);
    }),
  );

  it.effect("requests one token for fifty rejected calls", () =>
    Effect.gen(function* () {
      const api = withTokens();
      const users = yield* clientOf(api);
      yield* users.getUser(1);
      api.revoked.add("access-1");
      const all = Array.from({ length: 50 }, (_, id) => users.getUser(id + 1));
      yield* Effect.all(all, { concurrency: "unbounded" });
      expect(api.tokenRequests()).toHaveLength(2);
      expect(api.calls()).toHaveLength(1 + 50 + 50);
    }),
  );

  it.effect("continues without the caller that started it", () =>
    Effect.gen(function* () {
      let release = () => {};
      const gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      const api = withTokens({
        token: () => undefined,
        call: () => undefined,
      });
      const slow = {
        ...api.options,
        fetch: async (url: string, init: RequestInit) => {
          const answer = await api.fetch(url, init);
          if (url.endsWith("/oauth/token")) await gate;
          return answer;
        },
      };
      const users = yield* Users.make({ ...slow, auth: service });
      const first = yield* start(users.getUser(1));
      const second = yield* start(users.getUser(2));
      yield* Fiber.interrupt(first);
      expect(api.tokenRequests()[0]?.signal.aborted).toBe(false);
      expect(stateOf(second)).toBe("running");
      release();
      yield* settle;
      expect(yield* Fiber.join(second)).toMatchObject({ id: 7 });
      expect(api.tokenRequests()).toHaveLength(1);
      expect(api.calls().map(({ path }) => path)).toEqual(["/users/2"]);
    }),
  );

  it.effect("continues without waiting calls, and serves the next one", () =>
    Effect.gen(function* () {
      let release: (answer: Response) => void = () => {};
      const api = withTokens({
        token: (_received, number) =>
          number === 1
            ? new Promise((resolve) => {
                release = resolve;
              })
            : undefined,
      });
      const users = yield* clientOf(api);
      const only = yield* start(users.getUser(1));
      yield* Fiber.interrupt(only);
      release(json({ access_token: "late", expires_in: 3_600 }));
      yield* settle;
      yield* users.getUser(2);
      expect(api.tokenRequests()).toHaveLength(1);
      expect(bearers(api)).toEqual(["Bearer late"]);
    }),
  );
});

describe("the lifetime of a token", () => {
  it.effect("is renewed a minute before it expires, while calls use the old one", () =>
    Effect.gen(function* () {
      const api = withTokens({ expiresIn: 3_600 });
      const users = yield* clientOf(api);
      yield* users.getUser(1);
      yield* advance(3_540_000 - 1);
      yield* users.getUser(1);
      expect(api.tokenRequests()).toHaveLength(1);
      yield* advance(1);
      yield* users.getUser(1);
      expect(bearers(api).at(-1)).toBe("Bearer access-1");
      expect(api.tokenRequests()).toHaveLength(2);
      yield* advance(0);
      yield* users.getUser(1);
      expect(bearers(api).at(-1)).toBe("Bearer access-2");
      expect(api.tokenRequests()).toHaveLength(2);
    }),
  );

  it.effect("is used until it expires if it cannot be renewed", () =>
    Effect.gen(function* () {
      const api = withTokens({
        expiresIn: 3_600,
        token: (_, number) => (number === 1 ? undefined : refused("server_error")),
      });
      const users = yield* clientOf(api);
      yield* users.getUser(1);
      yield* advance(3_540_000);
      for (let second = 0; second < 59; second += 1) {
        yield* users.getUser(1);
        yield* advance(1_000);
      }
      expect(new Set(bearers(api))).toEqual(new Set(["Bearer access-1"]));
      // The delay doubles: about six requests in a minute, not sixty.
      expect(api.tokenRequests().length).toBeLessThan(9);
      yield* advance(1_000);
      expect(yield* errorOf(users.getUser(1))).toMatchObject({ _tag: "TokenFailure" });
    }),
  );

  it.effect("ends a tenth early for short lifetimes, also if the lifetime is a string", () =>
    Effect.gen(function* () {
      const api = withTokens({ expiresIn: "100" });
      const users = yield* clientOf(api);
      yield* users.getUser(1);
      yield* advance(89_999);
      yield* users.getUser(1);
      expect(api.tokenRequests()).toHaveLength(1);
      yield* advance(1);
      yield* users.getUser(1);
      expect(api.tokenRequests()).toHaveLength(2);
    }),
  );

  it.effect("has no expiry if the API sends none", () =>
    Effect.gen(function* () {
      const api = withTokens({ expiresIn: null });
      const users = yield* clientOf(api);
      yield* users.getUser(1);
      yield* advance(365 * 86_400_000);
      yield* users.getUser(1);
      expect(api.tokenRequests()).toHaveLength(1);
    }),
  );
});

describe("a rejected token", () => {
  it.effect("is replaced, and the call replayed once", () =>
    Effect.gen(function* () {
      const api = withTokens();
      const users = yield* clientOf(api);
      api.revoked.add("access-1");
      yield* users.setPassword(7, "pa55word");
      expect(bearers(api)).toEqual(["Bearer access-1", "Bearer access-2"]);
      expect(api.calls()[1]?.body).toBe(api.calls()[0]?.body);
    }),
  );

  it.effect("is replaced only once per call", () =>
    Effect.gen(function* () {
      const api = withTokens({ call: () => json({}, 401) });
      const users = yield* clientOf(api);
      expect(yield* errorOf(users.getUser(1))).toMatchObject({
        _tag: "Unauthorized",
        status: 401,
        attempts: 2,
      });
      yield* advance(60_000);
      expect(api.calls()).toHaveLength(2);
      expect(api.tokenRequests()).toHaveLength(2);
    }),
  );

  it.effect("repeats non-idempotent calls too, because nothing was done", () =>
    Effect.gen(function* () {
      const api = withTokens({
        call: ({ path }) =>
          path === "/users/templates" ? json({ id: "t", name: "player" }) : undefined,
      });
      const users = yield* clientOf(api);
      api.revoked.add("access-1");
      yield* users.createUserTemplate({ name: "player" });
      expect(api.calls()).toHaveLength(2);
    }),
  );

  it.effect("is not renewed for a call that was rejected with an older one", () =>
    Effect.gen(function* () {
      let refuseLate: (answer: Response) => void = () => {};
      const api = withTokens({
        call: ({ path, authorization }) =>
          path === "/users/2" && authorization === "Bearer access-1"
            ? new Promise((resolve) => {
                refuseLate = resolve;
              })
            : undefined,
      });
      const users = yield* clientOf(api);
      yield* users.getUser(1);
      const late = yield* start(users.getUser(2));
      api.revoked.add("access-1");
      yield* users.getUser(1);
      expect(api.tokenRequests()).toHaveLength(2);
      refuseLate(json({}, 401));
      yield* settle;
      yield* Fiber.join(late);
      expect(api.tokenRequests()).toHaveLength(2);
      expect(bearers(api).at(-1)).toBe("Bearer access-2");
    }),
  );

  it.effect("that the API grants unchanged is not replayed", () =>
    Effect.gen(function* () {
      const api = withTokens({
        token: () => json({ access_token: "same", expires_in: 3_600 }),
        call: () => json({}, 401),
      });
      const users = yield* clientOf(api);
      expect((yield* errorOf(users.getUser(1)))._tag).toBe("Unauthorized");
      expect(api.calls()).toHaveLength(1);
    }),
  );
});

describe("refresh tokens", () => {
  it.effect("are used where there is one, and rotated", () =>
    Effect.gen(function* () {
      const api = withTokens({ refreshTokens: true });
      const store = memoryTokenStore();
      const users = yield* clientOf(api, { auth: person, tokenStore: store });
      yield* users.getUser("me");
      for (let hour = 0; hour < 2; hour += 1) {
        yield* advance(3_600_000);
        yield* users.getUser("me");
      }
      expect(api.tokenRequests().map(({ form }) => form)).toEqual([
        { grant_type: "password", client_id: "web", username: "jdoe", password: "pa55word" },
        { grant_type: "refresh_token", client_id: "web", refresh_token: "refresh-1" },
        { grant_type: "refresh_token", client_id: "web", refresh_token: "refresh-2" },
      ]);
      expect(yield* Effect.promise(async () => store.get())).toMatchObject({
        accessToken: "access-3",
        refreshToken: "refresh-3",
      });
    }),
  );

  it.effect("stay valid if the API does not rotate them", () =>
    Effect.gen(function* () {
      const api = withTokens({
        token: ({ form }) =>
          form["grant_type"] === "password"
            ? json({ access_token: "first", expires_in: 3_600, refresh_token: "forever" })
            : undefined,
      });
      const users = yield* clientOf(api, { auth: person });
      for (let hour = 0; hour < 3; hour += 1) {
        yield* users.getUser("me");
        yield* advance(3_600_000);
      }
      expect(api.tokenRequests().map(({ form }) => form["refresh_token"])).toEqual([
        undefined,
        "forever",
        "forever",
      ]);
    }),
  );

  it.effect("that are rejected are removed, and the password is sent again", () =>
    Effect.gen(function* () {
      const api = withTokens({
        refreshTokens: true,
        token: ({ form }) => (form["grant_type"] === "refresh_token" ? refused() : undefined),
      });
      const users = yield* clientOf(api, { auth: person });
      for (let hour = 0; hour < 3; hour += 1) {
        yield* users.getUser("me");
        yield* advance(3_600_000);
      }
      expect(grants(api)).toEqual([
        "password",
        "refresh_token",
        "password",
        "refresh_token",
        "password",
      ]);
      expect(api.tokenRequests().map(({ form }) => form["refresh_token"])).toEqual([
        undefined,
        "refresh-1",
        undefined,
        "refresh-2",
        undefined,
      ]);
    }),
  );

  it.effect("that are rejected are not sent again, even if the password then fails", () =>
    Effect.gen(function* () {
      let down = false;
      const api = withTokens({
        refreshTokens: true,
        token: () => (down ? refused() : undefined),
      });
      const tokenStore = memoryTokenStore();
      const users = yield* clientOf(api, { auth: person, tokenStore });
      yield* users.getUser("me");
      yield* advance(3_600_000);
      down = true;
      yield* errorOf(users.getUser("me"));
      expect(grants(api)).toEqual(["password", "refresh_token", "password"]);
      expect(yield* Effect.promise(async () => tokenStore.get())).toBeUndefined();
      yield* advance(1_000);
      down = false;
      yield* users.getUser("me");
      expect(grants(api)).toEqual(["password", "refresh_token", "password", "password"]);
    }),
  );

  it.effect("survive an outage", () =>
    Effect.gen(function* () {
      let down = false;
      const api = withTokens({
        refreshTokens: true,
        token: () => (down ? json({}, 500) : undefined),
      });
      const users = yield* clientOf(api, { auth: person });
      yield* users.getUser("me");
      yield* advance(3_600_000);
      down = true;
      expect(yield* errorOf(users.getUser("me"))).toMatchObject({
        _tag: "TokenFailure",
        reason: "unavailable",
        status: 500,
        retryable: true,
      });
      expect(grants(api)).toEqual(["password", "refresh_token"]);
      down = false;
      yield* advance(1_000);
      yield* users.getUser("me");
      expect(api.tokenRequests().at(-1)?.form["refresh_token"]).toBe("refresh-1");
    }),
  );

  const left: Credentials = { grant: "refresh_token", clientId: "web", refreshToken: "kept" };

  it.effect("are enough to sign in, and are rotated", () =>
    Effect.gen(function* () {
      const api = withTokens({ refreshTokens: true });
      const users = yield* clientOf(api, { auth: left });
      yield* users.getUser("me");
      yield* advance(3_600_000);
      yield* users.getUser("me");
      expect(api.tokenRequests().map(({ form }) => form["refresh_token"])).toEqual([
        "kept",
        "refresh-1",
      ]);
    }),
  );

  it.effect("fail with a typed error if they are the only credentials and rejected", () =>
    Effect.gen(function* () {
      const api = withTokens({ token: () => refused() });
      const users = yield* clientOf(api, { auth: left });
      expect(yield* errorOf(users.getUser("me"))).toMatchObject({
        _tag: "TokenFailure",
        reason: "rejected",
        oauthError: "invalid_grant",
        retryable: false,
        status: 400,
      });
      expect(grants(api)).toEqual(["refresh_token"]);
      expect(api.calls()).toHaveLength(0);
    }),
  );

  it.effect("are sent once even if the response is lost", () =>
    Effect.gen(function* () {
      const api = withTokens({ token: () => json({}, 503) });
      const users = yield* clientOf(api, { auth: left });
      const fiber = yield* start(errorOf(users.getUser("me")));
      yield* advance(60_000);
      yield* Fiber.join(fiber);
      expect(api.tokenRequests()).toHaveLength(1);
    }),
  );

  it.effect("is not retried for renewals, but the first token request is", () =>
    Effect.gen(function* () {
      const api = withTokens({ token: (_, number) => (number < 3 ? json({}, 503) : undefined) });
      const users = yield* clientOf(api);
      const fiber = yield* start(users.getUser(1));
      yield* advance(1_000);
      yield* advance(1_000);
      yield* Fiber.join(fiber);
      expect(grants(api)).toEqual(Array.from({ length: 3 }, () => "client_credentials"));
    }),
  );
});

describe("a token endpoint that fails", () => {
  it.effect("is called at growing intervals, independent of the number of calls", () =>
    Effect.gen(function* () {
      const api = withTokens({ token: () => refused("invalid_client") });
      const users = yield* clientOf(api);
      for (let second = 0; second < 600; second += 1) {
        expect(yield* errorOf(users.getUser(1))).toMatchObject({
          _tag: "TokenFailure",
          reason: "rejected",
          oauthError: "invalid_client",
        });
        yield* advance(1_000);
      }
      // At 0, 1, 3, 7, 15, 31, 63 s, and then once a minute.
      expect(api.tokenRequests()).toHaveLength(7 + 8);
      expect(api.calls()).toHaveLength(0);
    }),
  );

  it.effect("fails calls during the cooldown immediately, with the time of the next attempt", () =>
    Effect.gen(function* () {
      const api = withTokens({ token: () => refused() });
      const users = yield* clientOf(api);
      expect(yield* errorOf(users.getUser(1))).not.toHaveProperty("retryAfter", 1_000);
      yield* advance(400);
      const error = yield* errorOf(users.getUser(1));
      expect(error).toMatchObject({ _tag: "TokenFailure", retryAfter: 600, status: 400 });
      expect(error.message).toContain("The client will not request a token again for 1 s");
      expect(api.tokenRequests()).toHaveLength(1);
    }),
  );

  it.effect("is trusted again after a success", () =>
    Effect.gen(function* () {
      let down = true;
      const api = withTokens({ token: () => (down ? refused() : undefined) });
      const users = yield* clientOf(api);
      yield* errorOf(users.getUser(1));
      yield* advance(1_000);
      yield* errorOf(users.getUser(1));
      yield* advance(2_000);
      down = false;
      yield* users.getUser(1);
      expect(api.tokenRequests()).toHaveLength(3);
      // A success resets the backoff.
      down = true;
      yield* advance(3_600_000);
      yield* errorOf(users.getUser(1));
      yield* advance(1_000);
      yield* errorOf(users.getUser(1));
      expect(api.tokenRequests()).toHaveLength(5);
    }),
  );

  it.effect("is not called during its Retry-After", () =>
    Effect.gen(function* () {
      const api = withTokens({
        token: (_, number) => (number === 1 ? json({}, 503, { "retry-after": "45" }) : undefined),
      });
      const users = yield* clientOf(api, { retry: { maxRetryAfter: 10_000 } });
      expect(yield* errorOf(users.getUser(1))).toMatchObject({ retryAfter: 45_000 });
      yield* advance(44_999);
      yield* errorOf(users.getUser(1));
      expect(api.tokenRequests()).toHaveLength(1);
      yield* advance(1);
      yield* users.getUser(1);
      expect(api.tokenRequests()).toHaveLength(2);
    }),
  );

  it.effect("with an unexpected response fails with a typed error, and nothing is sent", () =>
    Effect.gen(function* () {
      for (const answer of [
        () => new Response("<html>", { status: 200 }),
        () => json({ access_token: "" }),
        () => json({ token: "x" }),
        () => new Response(null, { status: 200 }),
        () => json({}, 404),
      ]) {
        const api = withTokens({ token: answer });
        const users = yield* clientOf(api);
        expect(yield* errorOf(users.getUser(1))).toMatchObject({
          _tag: "TokenFailure",
          reason: "unavailable",
        });
        expect(api.calls()).toHaveLength(0);
      }
    }),
  );

  it.effect("reports each token request and its outcome to onEvent", () =>
    Effect.gen(function* () {
      const api = withTokens({ token: (_, number) => (number === 1 ? refused() : undefined) });
      const users = yield* clientOf(api);
      yield* errorOf(users.getUser(1));
      yield* advance(1_000);
      yield* users.getUser(1);
      expect(api.events.filter(({ type }) => type === "token")).toEqual([
        { type: "token", grant: "client_credentials", outcome: "failed" },
        { type: "token", grant: "client_credentials", outcome: "granted" },
      ]);
    }),
  );
});

describe("a token store", () => {
  const stored = (
    accessToken: string,
    expiresAt?: number,
    auth: Credentials = service,
  ): StoredToken => ({
    accessToken,
    expiresAt,
    account: tokenAccount({ baseUrl, auth }),
  });

  it.effect("gives its token to a new client", () =>
    Effect.gen(function* () {
      const api = withTokens();
      const tokenStore = memoryTokenStore(stored("kept", 3_600_000));
      const users = yield* clientOf(api, { tokenStore });
      yield* users.getUser(1);
      expect(bearers(api)).toEqual(["Bearer kept"]);
      expect(api.tokenRequests()).toHaveLength(0);
    }),
  );

  it.effect("is ignored when its token has expired", () =>
    Effect.gen(function* () {
      const api = withTokens();
      yield* advance(10_000);
      for (const expiresAt of [0, 9_999, 10_000]) {
        const users = yield* clientOf(api, {
          tokenStore: memoryTokenStore(stored("old", expiresAt)),
        });
        yield* users.getUser(1);
      }
      expect(bearers(api)).toEqual(["Bearer access-1", "Bearer access-2", "Bearer access-3"]);
    }),
  );

  it.effect("is shared: a client uses a token that another one has renewed", () =>
    Effect.gen(function* () {
      const api = withTokens();
      const tokenStore = memoryTokenStore();
      const one = yield* clientOf(api, { tokenStore });
      const other = yield* clientOf(api, { tokenStore });
      yield* one.getUser(1);
      yield* other.getUser(2);
      expect(api.tokenRequests()).toHaveLength(1);

      yield* advance(3_600_000);
      yield* one.getUser(1);
      yield* other.getUser(2);
      expect(api.tokenRequests()).toHaveLength(2);
      expect(bearers(api)).toEqual([
        "Bearer access-1",
        "Bearer access-1",
        "Bearer access-2",
        "Bearer access-2",
      ]);
    }),
  );

  it.effect("uses a token that another process has renewed", () =>
    Effect.gen(function* () {
      const api = withTokens();
      const tokenStore = memoryTokenStore();
      const users = yield* clientOf(api, { tokenStore });
      yield* users.getUser(1);
      api.revoked.add("access-1");
      yield* Effect.promise(async () => tokenStore.set(stored("theirs", 3_600_000)));
      yield* users.getUser(1);
      expect(bearers(api)).toEqual(["Bearer access-1", "Bearer access-1", "Bearer theirs"]);
      expect(api.tokenRequests()).toHaveLength(1);
    }),
  );

  it.effect(
    "is read again after a rejected refresh token, because another process may have renewed it",
    () =>
      Effect.gen(function* () {
        const tokenStore = memoryTokenStore();
        const api = withTokens({
          refreshTokens: true,
          token: ({ form }) => {
            if (form["grant_type"] !== "refresh_token") return undefined;
            void tokenStore.set({
              ...stored("theirs", 7_200_000, person),
              refreshToken: "theirs-too",
            });
            return refused();
          },
        });
        const users = yield* clientOf(api, { auth: person, tokenStore });
        yield* users.getUser("me");
        yield* advance(3_600_000);
        yield* users.getUser("me");
        expect(grants(api)).toEqual(["password", "refresh_token"]);
        expect(bearers(api).at(-1)).toBe("Bearer theirs");
        expect(yield* Effect.promise(async () => tokenStore.get())).toMatchObject({
          refreshToken: "theirs-too",
        });
      }),
  );

  it.effect(
    "that cannot be read fails the call with a typed error, reveals no secret and cools down",
    () =>
      Effect.gen(function* () {
        let asked = 0;
        for (const get of [
          () => {
            asked += 1;
            throw new TypeError("kept-secret");
          },
          () => {
            asked += 1;
            return Promise.reject(new TypeError("kept-secret"));
          },
        ]) {
          asked = 0;
          const api = withTokens();
          const users = yield* clientOf(api, { tokenStore: { get, set: () => {} } });
          const error = yield* errorOf(users.getUser(1));
          expect(error).toMatchObject({
            _tag: "TokenFailure",
            reason: "unavailable",
            retryable: true,
            message: "The token store could not return the token (TypeError).",
          });
          expect(JSON.stringify(error)).not.toContain("kept-secret");
          yield* errorOf(users.getUser(1));
          expect(asked).toBe(1);
          expect(api.received).toHaveLength(0);
        }
      }),
  );

  it.effect("that cannot be written is reported to onEvent, and the call succeeds", () =>
    Effect.gen(function* () {
      const api = withTokens();
      const users = yield* clientOf(api, {
        tokenStore: {
          get: () => undefined,
          set: () => {
            throw new Error("disk full");
          },
        },
      });
      yield* users.getUser(1);
      yield* users.getUser(1);
      expect(api.tokenRequests()).toHaveLength(1);
      expect(storeEvents(api)).toEqual([
        { type: "token-store", action: "set", reason: "failed", error: "Error" },
      ]);
    }),
  );

  it.effect("that could not be written does not bring back the token from before", () =>
    Effect.gen(function* () {
      const kept = memoryTokenStore();
      let full = false;
      const api = withTokens({ refreshTokens: true });
      const users = yield* clientOf(api, {
        auth: person,
        tokenStore: {
          get: kept.get,
          set: (token) => {
            if (full) throw new Error("disk full");
            return kept.set(token);
          },
        },
      });
      yield* users.getUser("me");
      full = true;
      for (let hour = 0; hour < 2; hour += 1) {
        yield* advance(3_600_000);
        yield* users.getUser("me");
      }
      expect(api.tokenRequests().map(({ form }) => form["refresh_token"])).toEqual([
        undefined,
        "refresh-1",
        "refresh-2",
      ]);
    }),
  );
});

describe("a token store that misbehaves", () => {
  it.effect.each([null, "token", {}, { accessToken: "" }, { accessToken: 5 }])(
    "treats %j as an empty store",
    (kept) =>
      Effect.gen(function* () {
        const api = withTokens();
        const users = yield* clientOf(api, {
          tokenStore: { get: () => kept as unknown as undefined, set: () => undefined },
        });
        yield* users.getUser(1);
        expect(bearers(api)).toEqual(["Bearer access-1"]);
      }),
  );

  it.effect("a store that never responds fails the call after five seconds", () =>
    Effect.gen(function* () {
      const api = withTokens();
      const users = yield* clientOf(api, {
        tokenStore: { get: () => new Promise<undefined>(() => undefined), set: () => undefined },
      });
      const call = yield* Effect.forkChild(errorOf(users.getUser(1)), { startImmediately: true });
      yield* advance(5_000);
      expect(yield* Fiber.join(call)).toMatchObject({
        _tag: "TokenFailure",
        reason: "unavailable",
        message: "The token store did not return the token within 5000 ms.",
      });
      expect(storeEvents(api)).toEqual([{ type: "token-store", action: "get", reason: "timeout" }]);
    }),
  );

  it.effect("a store that never finishes writing delays the call by at most five seconds", () =>
    Effect.gen(function* () {
      const api = withTokens();
      const users = yield* clientOf(api, {
        tokenStore: { get: () => undefined, set: () => new Promise<void>(() => undefined) },
      });
      const call = yield* Effect.forkChild(users.getUser(1), { startImmediately: true });
      yield* advance(0);
      yield* advance(5_000);
      yield* Fiber.join(call);
      expect(bearers(api)).toEqual(["Bearer access-1"]);
      expect(storeEvents(api)).toEqual([{ type: "token-store", action: "set", reason: "timeout" }]);
    }),
  );

  it.effect("a token with an unreadable expiry is reported, and its refresh token is used", () =>
    Effect.gen(function* () {
      const api = withTokens({ refreshTokens: true });
      const users = yield* clientOf(api, {
        auth: kept,
        tokenStore: memoryTokenStore({
          accessToken: "unclear",
          refreshToken: "rotated",
          expiresAt: "soon" as unknown as number,
          account: tokenAccount({ baseUrl, auth: kept }),
        }),
      });
      yield* users.getUser("me");
      expect(bearers(api)).toEqual(["Bearer access-1"]);
      expect(api.tokenRequests().map(({ form }) => form["refresh_token"])).toEqual(["rotated"]);
      expect(storeEvents(api)).toEqual([
        { type: "token-store", action: "get", reason: "invalid-expiry" },
      ]);
    }),
  );
});

const kept: Credentials = { grant: "refresh_token", clientId: "web", refreshToken: "kept" };

describe("a stored token of another account", () => {
  it.effect("is not used by another user, nor with a wrong password, nor deleted", () =>
    Effect.gen(function* () {
      const tokenStore = memoryTokenStore();
      const api = withTokens({
        refreshTokens: true,
        token: ({ form }) => (form["password"] === "wrong" ? refused() : undefined),
      });
      const admin = yield* clientOf(api, { auth: { ...person, username: "admin" }, tokenStore });
      yield* admin.getUser("me");
      const before = yield* Effect.promise(async () => tokenStore.get());
      for (const username of ["admin", "jdoe"]) {
        const wrong = yield* clientOf(api, {
          auth: { ...person, username, password: "wrong" },
          tokenStore,
        });
        for (let call = 0; call < 2; call += 1) {
          expect(yield* errorOf(wrong.getUser("me"))).toMatchObject({
            _tag: "TokenFailure",
            reason: "rejected",
          });
        }
      }
      expect(yield* Effect.promise(async () => tokenStore.get())).toEqual(before);
      const other = yield* clientOf(api, { auth: person, tokenStore });
      yield* other.getUser("me");
      expect(bearers(api)).toEqual(["Bearer access-1", "Bearer access-2"]);
      // The first one goes on with its own.
      yield* admin.getUser("me");
      yield* advance(3_600_000);
      yield* admin.getUser("me");
      expect(api.tokenRequests().at(-1)?.form["refresh_token"]).toBe("refresh-1");
    }),
  );

  it.effect("is used with the same password, once it has been checked", () =>
    Effect.gen(function* () {
      const tokenStore = memoryTokenStore();
      const api = withTokens({ refreshTokens: true });
      const one = yield* clientOf(api, { auth: person, tokenStore });
      const other = yield* clientOf(api, { auth: person, tokenStore });
      yield* one.getUser("me");
      yield* other.getUser("me");
      expect(grants(api)).toEqual(["password", "password"]);
      yield* advance(3_600_000);
      yield* one.getUser("me");
      yield* other.getUser("me");
      expect(grants(api)).toEqual(["password", "password", "refresh_token"]);
    }),
  );

  it.effect("is not used after the API has rejected the password", () =>
    Effect.gen(function* () {
      let changed = false;
      const tokenStore = memoryTokenStore();
      const api = withTokens({
        token: ({ form }) => (changed && form["password"] === "pa55word" ? refused() : undefined),
      });
      const users = yield* clientOf(api, { auth: person, tokenStore });
      yield* users.getUser("me");
      changed = true;
      yield* advance(3_600_000);
      yield* errorOf(users.getUser("me"));
      const owner = yield* clientOf(api, { auth: { ...person, password: "new" }, tokenStore });
      yield* owner.getUser("me");
      expect((yield* errorOf(users.getUser("me")))._tag).toBe("TokenFailure");
    }),
  );

  it.effect("does not shadow a newly configured refresh token", () =>
    Effect.gen(function* () {
      const tokenStore = memoryTokenStore({
        accessToken: "old",
        refreshToken: "dead",
        expiresAt: 0,
        account: tokenAccount({ baseUrl, auth: { ...kept, refreshToken: "first" } }),
      });
      const api = withTokens({
        refreshTokens: true,
        token: ({ form }) => (form["refresh_token"] === "dead" ? refused() : undefined),
      });
      const users = yield* clientOf(api, { auth: kept, tokenStore });
      yield* users.getUser("me");
      expect(api.tokenRequests().map(({ form }) => form["refresh_token"])).toEqual(["kept"]);
      expect(storeEvents(api)).toEqual([
        { type: "token-store", action: "get", reason: "other-account" },
      ]);
    }),
  );

  it.effect("is taken for another one if it names none", () =>
    Effect.gen(function* () {
      const api = withTokens();
      const users = yield* clientOf(api, { tokenStore: memoryTokenStore({ accessToken: "old" }) });
      yield* users.getUser(1);
      expect(bearers(api)).toEqual(["Bearer access-1"]);
      expect(storeEvents(api)).toEqual([
        { type: "token-store", action: "get", reason: "no-account" },
      ]);
    }),
  );
});

describe("a refresh token that another process has used first", () => {
  const setUp = (options: Partial<UsersClientOptions> = {}) =>
    Effect.gen(function* () {
      const account = tokenAccount({ baseUrl, auth: kept });
      const tokenStore = memoryTokenStore();
      const api = withTokens({ token: () => refused() });
      const users = yield* clientOf(api, { auth: kept, tokenStore, ...options });
      const storeTheirs = Effect.promise(async () =>
        tokenStore.set({
          accessToken: "theirs",
          refreshToken: "theirs-too",
          expiresAt: 3_600_000,
          account,
        }),
      );
      return { api, users, storeTheirs };
    });

  it.effect("is no failure if its successor is in the store within a second", () =>
    Effect.gen(function* () {
      const { api, users, storeTheirs } = yield* setUp();
      const call = yield* start(users.getUser("me"));
      yield* advance(100);
      expect(stateOf(call)).toBe("running");
      yield* storeTheirs;
      yield* advance(500);
      yield* Fiber.join(call);
      expect(grants(api)).toEqual(["refresh_token"]);
      expect(bearers(api)).toEqual(["Bearer theirs"]);
    }),
  );

  it.effect("is a failure after a second", () =>
    Effect.gen(function* () {
      const { api, users } = yield* setUp();
      const call = yield* start(errorOf(users.getUser("me")));
      yield* advance(999);
      expect(stateOf(call)).toBe("running");
      yield* advance(1);
      expect(yield* Fiber.join(call)).toMatchObject({
        _tag: "TokenFailure",
        reason: "rejected",
        oauthError: "invalid_grant",
        retryable: false,
      });
      expect(grants(api)).toEqual(["refresh_token"]);
    }),
  );

  it.effect("is no failure during the cooldown if its successor is in the store", () =>
    Effect.gen(function* () {
      const { api, users, storeTheirs } = yield* setUp();
      const call = yield* start(errorOf(users.getUser("me")));
      yield* advance(1_000);
      yield* Fiber.join(call);
      const during = yield* errorOf(users.getUser("me"));
      expect(during.message).toContain("will not request a token again");
      yield* storeTheirs;
      yield* users.getUser("me");
      expect(bearers(api)).toEqual(["Bearer theirs"]);
      expect(grants(api)).toEqual(["refresh_token"]);
    }),
  );

  it.effect("is replaced by its successor if the access token is rejected, too", () =>
    Effect.gen(function* () {
      const tokenStore = memoryTokenStore();
      const api = withTokens({
        refreshTokens: true,
        token: ({ form }) => (form["refresh_token"] === "theirs" ? undefined : refused()),
      });
      const users = yield* clientOf(api, { auth: kept, tokenStore });
      const call = yield* start(users.getUser("me"));
      yield* Effect.promise(async () =>
        tokenStore.set({
          accessToken: "expired",
          refreshToken: "theirs",
          expiresAt: 0,
          account: tokenAccount({ baseUrl, auth: kept }),
        }),
      );
      yield* advance(50);
      yield* Fiber.join(call);
      expect(bearers(api)).toEqual(["Bearer access-1"]);
    }),
  );

  it.effect("fails at once if the client has no store", () =>
    Effect.gen(function* () {
      const { users } = yield* setUp({ tokenStore: undefined });
      expect((yield* errorOf(users.getUser("me")))._tag).toBe("TokenFailure");
    }),
  );
});

describe("a rejected token, and another one in the store", () => {
  const theirs = (accessToken: string): StoredToken => ({
    accessToken,
    account: tokenAccount({ baseUrl, auth: service }),
  });

  it.effect("is replaced by a requested one if the stored one is rejected, too", () =>
    Effect.gen(function* () {
      const tokenStore = memoryTokenStore();
      const api = withTokens();
      const users = yield* clientOf(api, { tokenStore });
      yield* users.getUser(1);
      api.revoked.add("access-1").add("theirs");
      yield* Effect.promise(async () => tokenStore.set(theirs("theirs")));
      yield* users.getUser(1);
      expect(bearers(api).slice(1)).toEqual([
        "Bearer access-1",
        "Bearer theirs",
        "Bearer access-2",
      ]);
      expect(api.tokenRequests()).toHaveLength(2);
    }),
  );

  it.effect("is replaced by the stored one even right after a renewal", () =>
    Effect.gen(function* () {
      const tokenStore = memoryTokenStore();
      const api = withTokens();
      const users = yield* clientOf(api, { tokenStore });
      yield* users.getUser(1);
      api.revoked.add("access-1");
      yield* users.getUser(1);
      // Another process renewed it again, which ended ours.
      api.revoked.add("access-2");
      yield* Effect.promise(async () => tokenStore.set(theirs("theirs")));
      yield* users.getUser(1);
      expect(bearers(api).at(-1)).toBe("Bearer theirs");
      expect(api.tokenRequests()).toHaveLength(2);
    }),
  );
});

describe("the lock of a token store", () => {
  /** A lock for all clients of a test, and the number of times it was held. */
  const sharedLock = () => {
    let last: Promise<void> = Promise.resolve();
    let held = 0;
    const lock: NonNullable<TokenStore["lock"]> = (run) => {
      last = last.then(() => {
        held += 1;
        return run();
      });
      return last;
    };
    return { lock, held: () => held };
  };

  it.effect("lets one client renew, and the others read its token", () =>
    Effect.gen(function* () {
      const { lock, held } = sharedLock();
      const tokenStore = { ...memoryTokenStore(), lock };
      const api = withTokens({ refreshTokens: true });
      const all = yield* Effect.forEach(Array.from({ length: 10 }), () =>
        clientOf(api, { auth: kept, tokenStore }),
      );
      for (const renewals of [1, 2]) {
        yield* Effect.forEach(all, (users) => users.getUser("me"), { concurrency: "unbounded" });
        yield* settle;
        expect(api.tokenRequests()).toHaveLength(renewals);
        yield* advance(3_600_000);
      }
      expect(held()).toBeGreaterThan(1);
      expect(api.events.filter(({ type }) => type === "token-store")).toEqual([]);
    }),
  );

  it.effect("is given back after a failure, and when the client is closed", () =>
    Effect.gen(function* () {
      const { lock } = sharedLock();
      const tokenStore = { ...memoryTokenStore(), lock };
      const api = withTokens({
        token: (received, number) =>
          number === 1 ? refused() : number === 2 ? never(received) : undefined,
      });
      const failing = yield* clientOf(api, { tokenStore });
      yield* errorOf(failing.getUser(1));
      const scope = yield* Scope.make();
      const closed = yield* Scope.provide(clientOf(api, { tokenStore }), scope);
      const call = yield* start(Effect.exit(closed.getUser(1)));
      yield* Scope.close(scope, Exit.void);
      yield* settle;
      expect(stateOf(call)).toBe("succeeded");
      const users = yield* clientOf(api, { tokenStore });
      const last = yield* start(users.getUser(1));
      expect(stateOf(last)).toBe("succeeded");
    }),
  );

  it.effect("that is not granted within ten seconds is done without", () =>
    Effect.gen(function* () {
      let granted: () => Promise<void> = async () => {};
      const api = withTokens();
      const users = yield* clientOf(api, {
        tokenStore: {
          ...memoryTokenStore(),
          lock: (run) => {
            granted = run;
            return new Promise(() => {});
          },
        },
      });
      const call = yield* start(users.getUser(1));
      yield* advance(9_999);
      expect(stateOf(call)).toBe("running");
      yield* advance(1);
      yield* Fiber.join(call);
      expect(storeEvents(api)).toEqual([
        { type: "token-store", action: "lock", reason: "timeout" },
      ]);
      // Granted too late, it is given back at once.
      yield* Effect.promise(granted);
      expect(api.tokenRequests()).toHaveLength(1);
    }),
  );

  it.effect.each<[string, NonNullable<TokenStore["lock"]>, string]>([
    [
      "throws",
      () => {
        throw new TypeError("no");
      },
      "TypeError",
    ],
    ["rejects", () => Promise.reject(new RangeError("no")), "RangeError"],
    ["does not run the function", async () => {}, "Error"],
    [
      "fails while it is held",
      async (run) => {
        await run();
        throw new SyntaxError("connection lost");
      },
      "SyntaxError",
    ],
  ])("that %s is reported, and the call succeeds", ([, lock, error]) =>
    Effect.gen(function* () {
      const api = withTokens();
      const users = yield* clientOf(api, { tokenStore: { ...memoryTokenStore(), lock } });
      yield* users.getUser(1);
      yield* settle;
      expect(api.tokenRequests()).toHaveLength(1);
      expect(storeEvents(api)).toEqual([
        { type: "token-store", action: "lock", reason: "failed", error },
      ]);
    }),
  );
});

describe("an API that rejects every token", () => {
  it.effect("does not cause a new token per call", () =>
    Effect.gen(function* () {
      const api = withTokens({ call: () => new Response(null, { status: 401 }) });
      const users = yield* clientOf(api);
      for (let call = 0; call < 600; call += 1) {
        expect(yield* errorOf(users.getUser(1))).toMatchObject({ _tag: "Unauthorized" });
        yield* advance(1_000);
      }
      // Ten minutes: one request at first, then after 1, 2, 4 … 60 seconds.
      expect(api.tokenRequests().length).toBeLessThan(20);
    }),
  );

  it.effect("is called again immediately when a later token is revoked", () =>
    Effect.gen(function* () {
      let revoked = "Bearer access-1";
      const api = withTokens({
        call: ({ authorization }) =>
          authorization === revoked ? new Response(null, { status: 401 }) : undefined,
      });
      const users = yield* clientOf(api);
      yield* users.getUser(1);
      yield* advance(600_000);
      revoked = "Bearer access-2";
      yield* users.getUser(1);
      expect(bearers(api).at(-1)).toBe("Bearer access-3");
    }),
  );
});

describe("calls with a token", () => {
  it.effect("not by endpoints that need no token", () =>
    Effect.gen(function* () {
      const api = withTokens({ call: () => json(undefined, 204) });
      const users = yield* clientOf(api);
      yield* users.startPasswordReset(7);
      yield* users.submitPasswordReset({ username: "jdoe" });
      yield* users.passwordReset(7, { password: "new", secret: "s" }, { token: "theirs" });
      expect(bearers(api)).toEqual([null, null, null]);
      expect(api.tokenRequests()).toHaveLength(0);
    }),
  );

  it.effect("not by calls with `token: null`", () =>
    Effect.gen(function* () {
      const api = withTokens();
      const users = yield* clientOf(api);
      yield* users.getUser(1, { token: null });
      expect(bearers(api)).toEqual([null]);
      expect(api.tokenRequests()).toHaveLength(0);
      expect(yield* errorOf(users.getUserTags(1, { token: null }))).toMatchObject({
        _tag: "TokenFailure",
        reason: "missing",
      });
    }),
  );

  it.effect("sends a call's own token, without renewing it or mixing it up with the client's", () =>
    Effect.gen(function* () {
      const api = withTokens();
      const users = yield* clientOf(api);
      api.revoked.add("theirs");
      expect(yield* errorOf(users.getUser(1, { token: "theirs" }))).toMatchObject({
        _tag: "Unauthorized",
        attempts: 1,
      });
      expect(bearers(api)).toEqual(["Bearer theirs"]);
      expect(api.tokenRequests()).toHaveLength(0);
      yield* users.getUser(1);
      expect(bearers(api).at(-1)).toBe("Bearer access-1");
    }),
  );

  it.effect(
    "without credentials calls are anonymous, and those that need a token are not sent",
    () =>
      Effect.gen(function* () {
        const api = withTokens();
        const users = yield* Users.make(api.options);
        yield* users.getUser(1);
        expect(bearers(api)).toEqual([null]);
        const error = yield* errorOf(users.getUserTags(1));
        expect(error).toMatchObject({
          _tag: "TokenFailure",
          operation: "getUserTags",
          reason: "missing",
          retryable: false,
          attempts: 0,
        });
        expect(api.received).toHaveLength(1);
      }),
  );

  it.effect("an anonymous call is not replayed after a 401", () =>
    Effect.gen(function* () {
      const api = withTokens({ call: () => json({}, 401) });
      const users = yield* Users.make(api.options);
      expect((yield* errorOf(users.getUser(1)))._tag).toBe("Unauthorized");
      expect(api.received).toHaveLength(1);
    }),
  );
});

describe("the end of a client", () => {
  it.effect("ends a refresh that is under way", () =>
    Effect.gen(function* () {
      const api = withTokens({ token: never });
      const scope = yield* Scope.make();
      const users = yield* Scope.provide(clientOf(api), scope);
      const fiber = yield* start(Effect.exit(users.getUser(1)));
      expect(api.tokenRequests()[0]?.signal.aborted).toBe(false);
      yield* Scope.close(scope, Exit.void);
      yield* settle;
      expect(api.tokenRequests()[0]?.signal.aborted).toBe(true);
      expect(stateOf(fiber)).toBe("succeeded");
      expect(Exit.hasInterrupts(yield* Fiber.join(fiber))).toBe(true);
    }),
  );

  it.effect("leaves no later call waiting", () =>
    Effect.gen(function* () {
      const api = withTokens();
      const scope = yield* Scope.make();
      const users = yield* Scope.provide(clientOf(api), scope);
      yield* Scope.close(scope, Exit.void);
      const fiber = yield* start(Effect.exit(users.getUser(1)));
      expect(stateOf(fiber)).toBe("succeeded");
      expect(api.received).toHaveLength(0);
    }),
  );
});
