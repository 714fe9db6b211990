import { afterEach, beforeEach, describe, expect, it, vi } from "@effect/vitest";
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Scope from "effect/Scope";
import {
  advance,
  inProcess,
  json,
  settle,
  start,
  stateOf,
  wireUser,
  type Answer,
} from "../../test/support/inProcess.ts";
import { Users } from "../client/users.ts";
import { leaveRunning, lost, startSharedRun } from "./sharedRun.ts";

const inCloudflareWorkers = () => {
  beforeEach(() => void vi.stubGlobal("navigator", { userAgent: "Cloudflare-Workers" }));
  afterEach(() => void vi.unstubAllGlobals());
};

/** Runs an effect of an incoming request that is answered meanwhile: its timers stop. */
const abandoned = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.flatMap(Clock.Clock, (clock) => {
    const stopped: Clock.Clock = Object.create(clock, { sleep: { value: () => Effect.never } });
    return Effect.provideService(effect, Clock.Clock, stopped);
  });

describe("a shared run", () => {
  it.effect("wakes those who wait for it at once", () =>
    Effect.gen(function* () {
      const scope = yield* Effect.scope;
      const run = yield* startSharedRun(Effect.as(Effect.sleep(1_000), "done"), scope);
      const waiting = yield* start(run.join);
      yield* advance(1_000);
      expect(yield* Fiber.join(waiting)).toBe("done");
    }),
  );

  it.effect("is waited for however long it takes", () =>
    Effect.gen(function* () {
      const run = yield* abandoned(startSharedRun(Effect.never, yield* Effect.scope));
      const waiting = yield* start(run.join);
      yield* advance(3_600_000);
      expect(stateOf(waiting)).toBe("running");
    }),
  );

  it.effect("is left without waiting", () =>
    Effect.gen(function* () {
      const run = yield* startSharedRun(Effect.never, yield* Effect.scope);
      yield* leaveRunning(run.fiber);
      expect(run.fiber.pollUnsafe()).toBeUndefined();
    }),
  );

  it.effect("ends with its scope", () =>
    Effect.gen(function* () {
      const scope = yield* Scope.make();
      const run = yield* startSharedRun(Effect.never, scope);
      yield* Scope.close(scope, Exit.void);
      expect(run.fiber.pollUnsafe()).toBeDefined();
    }),
  );
});

describe("a shared run in Cloudflare Workers", () => {
  inCloudflareWorkers();

  it.effect("is waited for with the waiting call's own timer", () =>
    Effect.gen(function* () {
      const run = yield* startSharedRun(
        Effect.as(Effect.sleep(90_000), "done"),
        yield* Effect.scope,
      );
      const waiting = yield* start(run.join);
      yield* advance(89_999);
      expect(stateOf(waiting)).toBe("running");
      yield* advance(1);
      yield* advance(20);
      expect(yield* Fiber.join(waiting)).toBe("done");
    }),
  );

  it.effect("passes a failure on", () =>
    Effect.gen(function* () {
      const run = yield* startSharedRun(Effect.fail("refused"), yield* Effect.scope);
      expect(yield* Effect.flip(run.join)).toBe("refused");
    }),
  );

  it.effect("is lost when its incoming request was answered", () =>
    Effect.gen(function* () {
      const run = yield* abandoned(startSharedRun(Effect.never, yield* Effect.scope));
      const waiting = yield* start(run.join);
      yield* advance(1_900);
      expect(stateOf(waiting)).toBe("running");
      yield* advance(200);
      expect(yield* Fiber.join(waiting)).toBe(lost);
    }),
  );

  it.effect("is waited for when it is left in the background", () =>
    Effect.gen(function* () {
      const run = yield* startSharedRun(
        Effect.fail("refused").pipe(Effect.delay(300)),
        yield* Effect.scope,
      );
      const leaving = yield* start(leaveRunning(run.fiber));
      expect(stateOf(leaving)).toBe("running");
      yield* advance(300);
      expect(stateOf(leaving)).toBe("succeeded");
    }),
  );

  it.effect("does not stop with its scope, which another request may close", () =>
    Effect.gen(function* () {
      const scope = yield* Scope.make();
      const run = yield* startSharedRun(Effect.never, scope);
      yield* Scope.close(scope, Exit.void);
      expect(run.fiber.pollUnsafe()).toBeUndefined();
    }),
  );
});

describe("tokens in Cloudflare Workers", () => {
  inCloudflareWorkers();

  /** An API whose token requests last 300 ms, except those that `token` answers. */
  const makeUsers = (token: (number: number) => ReturnType<Answer> | undefined) => {
    let granted = 0;
    const api = inProcess(({ path }) => {
      if (path !== "/oauth/token") return json(wireUser);
      granted += 1;
      return token(granted) ?? json({ access_token: `access-${granted}`, expires_in: 100 }, 200);
    });
    const users = Users.make({
      ...api.options,
      auth: { grant: "client_credentials", clientId: "server", clientSecret: "s3cret" },
    });
    return Effect.map(users, (made) => ({ api, users: made }));
  };

  it.effect("are requested once for calls that wait", () =>
    Effect.gen(function* () {
      let release = () => {};
      const released = new Promise<void>((resolve) => (release = resolve));
      const { api, users } = yield* makeUsers(() =>
        released.then(() => json({ access_token: "access" })),
      );
      const calls = yield* Effect.forEach([1, 2, 3], (id) => start(users.getUser(id)));
      yield* advance(10_000 - 1);
      expect(calls.map(stateOf)).toEqual(["running", "running", "running"]);
      release();
      yield* settle;
      yield* advance(20);
      expect(calls.map(stateOf)).toEqual(["succeeded", "succeeded", "succeeded"]);
      expect(api.tokenRequests()).toHaveLength(1);
    }),
  );

  it.effect("are requested again if the request was lost", () =>
    Effect.gen(function* () {
      const { api, users } = yield* makeUsers((number) =>
        number === 1 ? new Promise(() => {}) : undefined,
      );
      yield* start(abandoned(users.getUser(1)));
      const calls = yield* Effect.forEach([2, 3], (id) => start(users.getUser(id)));
      yield* advance(2_020);
      yield* advance(20);
      expect(calls.map(stateOf)).toEqual(["succeeded", "succeeded"]);
      expect(api.tokenRequests()).toHaveLength(2);
      expect(api.calls().map(({ authorization }) => authorization)).toEqual([
        "Bearer access-2",
        "Bearer access-2",
      ]);
    }),
  );

  it.effect("are renewed before the call that finds them due", () =>
    Effect.gen(function* () {
      let release = () => {};
      const { api, users } = yield* makeUsers((number) =>
        number === 1
          ? undefined
          : new Promise<void>((resolve) => (release = resolve)).then(() =>
              json({ access_token: "renewed", expires_in: 100 }),
            ),
      );
      yield* users.getUser(1);
      yield* advance(95_000);
      const renewing = yield* start(users.getUser(2));
      expect(stateOf(renewing)).toBe("running");
      // Others use the token while it is valid.
      yield* users.getUser(3);
      release();
      yield* Fiber.join(renewing);
      yield* users.getUser(4);
      expect(
        api
          .calls()
          .map(({ authorization }) => authorization)
          .at(-1),
      ).toBe("Bearer renewed");
      expect(api.tokenRequests()).toHaveLength(2);
    }),
  );

  it.effect("are requested again from a token function whose invocation was lost", () =>
    Effect.gen(function* () {
      const api = inProcess(() => json(wireUser));
      let invocations = 0;
      const token = () => {
        invocations += 1;
        return invocations === 1 ? new Promise<string>(() => {}) : Promise.resolve("second");
      };
      const users = yield* Users.make({ ...api.options, auth: { token } });
      yield* start(abandoned(users.getUser(1)));
      const call = yield* start(users.getUser(2));
      yield* advance(1_900);
      expect(stateOf(call)).toBe("running");
      yield* advance(200);
      expect(stateOf(call)).toBe("succeeded");
      expect(invocations).toBe(2);
    }),
  );
});
