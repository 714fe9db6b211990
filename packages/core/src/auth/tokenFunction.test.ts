import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Scope from "effect/Scope";
import {
  advance,
  errorOf,
  inProcess,
  json,
  settle,
  start,
  stateOf,
  wireUser,
  type Received,
} from "../../test/support/inProcess.ts";
import { Users } from "../client/users.ts";
import type { GivenToken, TokenRequestContext } from "./credentials.ts";

const apiThatAccepts = (accepts: (token: string | undefined) => boolean) =>
  inProcess(({ authorization }: Received) =>
    accepts(authorization?.replace("Bearer ", "")) ? json(wireUser) : json({}, 401),
  );

const clientOf = (api: ReturnType<typeof inProcess>, token: GivenToken["token"]) =>
  Users.make({ ...api.options, auth: { token } });

const bearers = (api: ReturnType<typeof inProcess>) =>
  api.received.map(({ authorization }) => authorization);

describe("a given token", () => {
  it.effect("is sent unchanged and cannot be renewed", () =>
    Effect.gen(function* () {
      let accepted = true;
      const api = apiThatAccepts(() => accepted);
      const users = yield* clientOf(api, "given");
      yield* users.getUser(1);
      accepted = false;
      expect(yield* errorOf(users.getUser(1))).toMatchObject({ _tag: "Unauthorized", attempts: 1 });
      expect(bearers(api)).toEqual(["Bearer given", "Bearer given"]);
    }),
  );
});

describe("a token function", () => {
  it.effect("is called before each call", () =>
    Effect.gen(function* () {
      const asked: Array<TokenRequestContext> = [];
      const api = apiThatAccepts(() => true);
      const users = yield* clientOf(api, (context) => {
        asked.push(context);
        return `token-${asked.length}`;
      });
      yield* users.getUser(1);
      yield* users.getUser(2);
      expect(bearers(api)).toEqual(["Bearer token-1", "Bearer token-2"]);
      expect(asked.every((context) => !("rejected" in context))).toBe(true);
    }),
  );

  it.effect("receives the rejected token, and the call is repeated with the new one", () =>
    Effect.gen(function* () {
      const asked: Array<string | undefined> = [];
      const api = apiThatAccepts((token) => token === "new");
      const users = yield* clientOf(api, async ({ rejected }) => {
        asked.push(rejected);
        return rejected === undefined ? "old" : "new";
      });
      expect(yield* users.getUser(1)).toMatchObject({ id: 7 });
      expect(asked).toEqual([undefined, "old"]);
      expect(bearers(api)).toEqual(["Bearer old", "Bearer new"]);
    }),
  );

  it.effect("fails the call if the new token cannot be sent", () =>
    Effect.gen(function* () {
      const api = apiThatAccepts(() => false);
      const users = yield* clientOf(api, ({ rejected }) => (rejected ? "two\nlines" : "old"));
      expect(yield* errorOf(users.getUser(1))).toMatchObject({
        _tag: "TokenFailure",
        reason: "unavailable",
        attempts: 1,
      });
      expect(api.received).toHaveLength(1);
    }),
  );

  it.effect("gives up with the same token: no replay", () =>
    Effect.gen(function* () {
      const api = apiThatAccepts(() => false);
      const users = yield* clientOf(api, () => "same");
      expect((yield* errorOf(users.getUser(1)))._tag).toBe("Unauthorized");
      expect(api.received).toHaveLength(1);
    }),
  );

  it.effect("is called for at most one replacement per call", () =>
    Effect.gen(function* () {
      let asked = 0;
      const api = apiThatAccepts(() => false);
      const users = yield* clientOf(api, () => `token-${(asked += 1)}`);
      expect((yield* errorOf(users.getUser(1)))._tag).toBe("Unauthorized");
      expect(asked).toBe(2);
      expect(api.received).toHaveLength(2);
    }),
  );

  it.effect.each<[string, GivenToken["token"], string]>([
    [
      "throws",
      () => {
        throw new RangeError("hush-hush");
      },
      "RangeError",
    ],
    ["rejects", () => Promise.reject(new RangeError("hush-hush")), "RangeError"],
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- others do
    ["throws what is no error", () => Promise.reject("hush-hush"), "string"],
    ["returns something else", () => 42 as unknown as string, "no token"],
  ])("fails the call with a type where it %s", ([, token, told]) =>
    Effect.gen(function* () {
      const api = apiThatAccepts(() => true);
      const users = yield* clientOf(api, token);
      const error = yield* errorOf(users.getUser(1));
      expect(error).toMatchObject({
        _tag: "TokenFailure",
        reason: "unavailable",
        retryable: true,
        attempts: 0,
      });
      expect(error.message).toContain(told);
      expect(JSON.stringify(error) + String(error.stack)).not.toContain("hush-hush");
      expect(api.received).toHaveLength(0);
    }),
  );

  it.effect.each<[string, GivenToken["token"]]>([
    ["undefined", () => undefined],
    ["null", async () => null],
    ["an empty text", async () => ""],
  ])("that returns %s makes the call anonymous, if the endpoint allows it", ([, token]) =>
    Effect.gen(function* () {
      const api = apiThatAccepts(() => true);
      const users = yield* clientOf(api, token);
      yield* users.getUser(1);
      expect(bearers(api)).toEqual([null]);
      expect(yield* errorOf(users.getUserTags(1))).toMatchObject({
        _tag: "TokenFailure",
        reason: "missing",
        retryable: false,
        attempts: 0,
      });
      expect(api.received).toHaveLength(1);
    }),
  );

  it.effect("that returns nothing after a 401 leaves the call unauthorized", () =>
    Effect.gen(function* () {
      const api = apiThatAccepts(() => false);
      const users = yield* clientOf(api, ({ rejected }) => (rejected === undefined ? "old" : null));
      expect((yield* errorOf(users.getUser(1)))._tag).toBe("Unauthorized");
      expect(bearers(api)).toEqual(["Bearer old"]);
    }),
  );

  it.effect(
    "is notified by its signal when the client is closed, not when a call is cancelled",
    () =>
      Effect.gen(function* () {
        let signal: AbortSignal | undefined;
        const api = apiThatAccepts(() => true);
        const scope = yield* Scope.make();
        const users = yield* Scope.provide(
          clientOf(api, (context) => {
            signal = context.signal;
            return new Promise<string>(() => {});
          }),
          scope,
        );
        const fiber = yield* start(users.getUser(1));
        yield* Fiber.interrupt(fiber);
        expect(signal?.aborted).toBe(false);
        const other = yield* start(Effect.exit(users.getUser(1)));
        yield* Scope.close(scope, Exit.void);
        yield* settle;
        expect(signal?.aborted).toBe(true);
        expect(stateOf(other)).toBe("succeeded");
        expect(api.received).toHaveLength(0);
      }),
  );

  it.effect("is not called for endpoints without a token", () =>
    Effect.gen(function* () {
      let asked = 0;
      const api = inProcess(() => json(undefined, 204));
      const users = yield* clientOf(api, () => `token-${(asked += 1)}`);
      yield* users.startPasswordReset(7);
      yield* users.getUser(7, { token: null }).pipe(Effect.ignore);
      expect(asked).toBe(0);
      expect(bearers(api)).toEqual([null, null]);
    }),
  );
});

/** A token function whose results the test decides. */
const decided = () => {
  const asked: Array<{
    readonly rejected: string | undefined;
    readonly signal: AbortSignal;
    readonly resolve: (token: string | null) => void;
    readonly reject: (error: unknown) => void;
  }> = [];
  const token: GivenToken["token"] = ({ rejected, signal }) =>
    new Promise((resolve, reject) => {
      asked.push({ rejected, signal, resolve, reject });
    });
  return { asked, token };
};

const many = Array.from({ length: 20 }, (_, index) => index + 1);

describe("calls that need a token function at the same time", () => {
  it.effect("share the first invocation", () =>
    Effect.gen(function* () {
      const api = apiThatAccepts(() => true);
      const { asked, token } = decided();
      const users = yield* clientOf(api, token);
      const fiber = yield* start(
        Effect.forEach(many, (id) => users.getUser(id), { concurrency: "unbounded" }),
      );
      expect(asked).toHaveLength(1);
      asked[0]?.resolve("first");
      yield* settle;
      yield* Fiber.join(fiber);
      expect(asked).toHaveLength(1);
      expect(new Set(bearers(api))).toEqual(new Set(["Bearer first"]));
      expect(api.received).toHaveLength(20);
    }),
  );

  it.effect("share one renewal of a rejected token", () =>
    Effect.gen(function* () {
      const asked: Array<string | undefined> = [];
      const api = apiThatAccepts((token) => token === "new");
      const users = yield* clientOf(api, async ({ rejected }) => {
        asked.push(rejected);
        return rejected === undefined ? "old" : "new";
      });
      yield* Effect.forEach(many, (id) => users.getUser(id), { concurrency: "unbounded" });
      expect(asked.filter((rejected) => rejected !== undefined)).toEqual(["old"]);
      expect(api.received).toHaveLength(40);
    }),
  );

  it.effect("use the newer token if another call has replaced the rejected one", () =>
    Effect.gen(function* () {
      let current = "old";
      const asked: Array<string | undefined> = [];
      let refuseLate: (answer: Response) => void = () => {};
      const api = inProcess(({ path, authorization }) => {
        if (path === "/users/2" && authorization === "Bearer old") {
          return new Promise((resolve) => {
            refuseLate = resolve;
          });
        }
        return authorization === "Bearer new" ? json(wireUser) : json({}, 401);
      });
      const users = yield* clientOf(api, ({ rejected }) => {
        asked.push(rejected);
        if (rejected !== undefined) current = "new";
        return current;
      });
      const late = yield* start(users.getUser(2));
      yield* users.getUser(1);
      refuseLate(json({}, 401));
      yield* settle;
      yield* Fiber.join(late);
      expect(asked).toEqual([undefined, undefined, "old"]);
    }),
  );

  it.effect("all fail if it fails, and the next call tries again", () =>
    Effect.gen(function* () {
      const api = apiThatAccepts(() => true);
      const { asked, token } = decided();
      const users = yield* clientOf(api, token);
      const fiber = yield* start(
        Effect.forEach(many, (id) => errorOf(users.getUser(id)), { concurrency: "unbounded" }),
      );
      asked[0]?.reject(new RangeError("no"));
      yield* settle;
      const errors = yield* Fiber.join(fiber);
      expect(errors.map(({ _tag }) => _tag)).toEqual(many.map(() => "TokenFailure"));
      expect(asked).toHaveLength(1);
      const next = yield* start(users.getUser(1));
      expect(asked).toHaveLength(2);
      asked[1]?.resolve("second");
      yield* settle;
      yield* Fiber.join(next);
      expect(bearers(api)).toEqual(["Bearer second"]);
    }),
  );

  it.effect("get the token although the call that started the invocation was cancelled", () =>
    Effect.gen(function* () {
      const api = apiThatAccepts(() => true);
      const { asked, token } = decided();
      const users = yield* clientOf(api, token);
      const first = yield* start(users.getUser(1));
      const second = yield* start(users.getUser(2));
      yield* Fiber.interrupt(first);
      expect(asked[0]?.signal.aborted).toBe(false);
      asked[0]?.resolve("shared");
      yield* settle;
      yield* Fiber.join(second);
      expect(asked).toHaveLength(1);
      expect(api.received.map(({ path }) => path)).toEqual(["/users/2"]);
    }),
  );

  it.effect("all end with a 401 if it returns the rejected token", () =>
    Effect.gen(function* () {
      let renewals = 0;
      const api = apiThatAccepts(() => false);
      const users = yield* clientOf(api, async ({ rejected }) => {
        if (rejected !== undefined) renewals += 1;
        return "same";
      });
      const errors = yield* Effect.forEach(many, (id) => errorOf(users.getUser(id)), {
        concurrency: "unbounded",
      });
      expect(errors.map(({ _tag }) => _tag)).toEqual(many.map(() => "Unauthorized"));
      expect(api.received).toHaveLength(20);
      expect(renewals).toBe(1);
    }),
  );

  it.effect("do not take the rejected token from an invocation that began before the 401", () =>
    Effect.gen(function* () {
      let refuse: (answer: Response) => void = () => {};
      const api = inProcess(({ path, authorization }) => {
        if (authorization === "Bearer new") return json(wireUser);
        if (path === "/users/2") return json({}, 401);
        return new Promise((resolve) => {
          refuse = resolve;
        });
      });
      const { asked, token } = decided();
      const users = yield* clientOf(api, token);
      const first = yield* start(users.getUser(1));
      asked[0]?.resolve("old");
      yield* settle;
      const second = yield* start(users.getUser(2));
      refuse(json({}, 401));
      yield* settle;
      // Both wait for the second invocation, which does not know of the rejection.
      expect(asked).toHaveLength(2);
      asked[1]?.resolve("old");
      yield* settle;
      asked[2]?.resolve("new");
      yield* settle;
      yield* Fiber.join(first);
      yield* Fiber.join(second);
      expect(asked.map(({ rejected }) => rejected)).toEqual([undefined, undefined, "old"]);
    }),
  );

  it.effect("are not blocked for ever by one that never returns", () =>
    Effect.gen(function* () {
      const api = apiThatAccepts(() => true);
      const { asked, token } = decided();
      const users = yield* Users.make({
        ...api.options,
        auth: { token },
        timeout: { call: 10_000 },
      });
      const stuck = yield* start(Effect.exit(users.getUser(1)));
      yield* advance(10_000);
      expect(stateOf(stuck)).toBe("succeeded");
      expect(asked[0]?.signal.aborted).toBe(true);
      const next = yield* start(users.getUser(1));
      asked[1]?.resolve("second");
      yield* settle;
      yield* Fiber.join(next);
      expect(bearers(api)).toEqual(["Bearer second"]);
    }),
  );

  it.effect("ask a synchronous function each, because there is nothing to wait for", () =>
    Effect.gen(function* () {
      let asked = 0;
      const api = apiThatAccepts(() => true);
      const users = yield* clientOf(api, () => `token-${(asked += 1)}`);
      yield* Effect.forEach([1, 2, 3], (id) => users.getUser(id), { concurrency: "unbounded" });
      expect(bearers(api).sort()).toEqual(["Bearer token-1", "Bearer token-2", "Bearer token-3"]);
    }),
  );
});
