import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import {
  advance,
  errorOf,
  inProcess,
  json,
  never,
  settle,
  start,
  stateOf,
  wireUser,
  withRandom,
  type Answer,
} from "../../test/support/inProcess.ts";
import { Users } from "../client/users.ts";
import type { UsersClientOptions } from "../client/clientOptions.ts";

/** Rejects the first `count` requests, then succeeds. */
const failing =
  (count: number, refusal: () => Response): Answer =>
  ({ number }) =>
    number <= count ? refusal() : json(wireUser);

const unavailable = () => json({}, 503);
const always = (answer: Answer): Answer => answer;

const usersOf = (answer: Answer, options: Partial<UsersClientOptions> = {}) => {
  const api = inProcess(answer);
  return Effect.map(Users.make({ ...api.options, ...options }), (users) => ({ api, users }));
};

const registration = { username: "ada", email: "ada@example.com" };

describe("retries of a whole client", () => {
  it.effect("are sent when scheduled, and not a millisecond earlier", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf(failing(3, unavailable));
      const fiber = yield* start(users.getUser(7));
      for (const [sent, delay] of [
        [1, 150],
        [2, 300],
        [3, 600],
      ] as const) {
        expect(api.received).toHaveLength(sent);
        yield* advance(delay - 1);
        expect(api.received).toHaveLength(sent);
        yield* advance(1);
        expect(api.received).toHaveLength(sent + 1);
      }
      expect(yield* Fiber.join(fiber)).toMatchObject({ id: 7 });
      expect(api.events.filter(({ type }) => type === "retry")).toEqual(
        [150, 300, 600].map((delay, index) => ({
          type: "retry",
          operation: "getUser",
          attempt: index + 1,
          error: "ServerError",
          delay,
        })),
      );
    }).pipe(withRandom(0.5)),
  );

  it.effect("draw a new delay each time and stay under maxDelay", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf(always(unavailable), {
        retry: { retries: 6, baseDelay: 1_000, maxDelay: 3_000 },
      });
      const fiber = yield* start(errorOf(users.getUser(7)));
      for (let step = 0; step < 6; step += 1) yield* advance(3_000);
      expect(yield* Fiber.join(fiber)).toMatchObject({ _tag: "ServerError", attempts: 7 });
      const delays = api.events.flatMap((event) => (event.type === "retry" ? [event.delay] : []));
      expect(delays).toHaveLength(6);
      delays.forEach((delay, index) => {
        const ceiling = Math.min(3_000, 1_000 * 2 ** index);
        expect(delay).toBeGreaterThanOrEqual(ceiling / 2);
        expect(delay).toBeLessThan(ceiling);
      });
      expect(new Set(delays).size).toBeGreaterThan(1);
    }),
  );

  it.effect("wait at least as long as Retry-After says, and at most a fifth longer", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf(
        failing(1, () => json({}, 429, { "retry-after": "7" })),
      );
      const fiber = yield* start(users.getUser(7));
      yield* advance(7_699);
      expect(api.received).toHaveLength(1);
      yield* advance(1);
      expect(api.received).toHaveLength(2);
      yield* Fiber.join(fiber);
    }).pipe(withRandom(0.5)),
  );

  it.effect("wait until the date that Retry-After names, by the clock of the client", () =>
    Effect.gen(function* () {
      yield* advance(Date.parse("2026-03-01T12:00:00Z"));
      const { api, users } = yield* usersOf(
        failing(1, () => json({}, 503, { "retry-after": "Sun, 01 Mar 2026 12:00:09 GMT" })),
      );
      const fiber = yield* start(users.getUser(7));
      yield* advance(8_999);
      expect(api.received).toHaveLength(1);
      yield* advance(1);
      expect(api.received).toHaveLength(2);
      yield* Fiber.join(fiber);
    }).pipe(withRandom(0)),
  );

  it.effect("do not happen if Retry-After exceeds the cap", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf(() => json({}, 429, { "retry-after": "31" }));
      const error = yield* errorOf(users.getUser(7));
      expect(error).toMatchObject({ _tag: "RateLimited", retryAfter: 31_000, attempts: 1 });
      expect(api.received).toHaveLength(1);
      expect(api.events.at(-1)).toMatchObject({ type: "give-up", reason: "retry-after" });
    }),
  );

  it.effect("retry an update and a deletion", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf(({ number }) =>
        number % 2 === 1 ? unavailable() : json(undefined, 204),
      );
      const fiber = yield* start(
        Effect.andThen(
          users.updateUser(7, { displayName: "Ada" }, { token: "t" }),
          users.removeUserTag(7, "vip", { token: "t" }),
        ),
      );
      yield* advance(200);
      yield* advance(200);
      yield* Fiber.join(fiber);
      expect(api.received.map(({ method }) => method)).toEqual(["PUT", "PUT", "DELETE", "DELETE"]);
      expect(api.received[1]?.body).toBe('{"display_name":"Ada"}');
    }),
  );

  it.effect("never send a non-idempotent operation twice", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf(always(unavailable));
      const calls = [
        users.registerUser(registration),
        users.startPasswordReset(7),
        users.submitPasswordReset({ email: "ada@example.com" }),
        users.passwordReset(7, { password: "new", secret: "from-the-mail" }),
        users.createUserTemplate({ name: "player" }, { token: "t" }),
        users.getOAuthToken({ grantType: "refresh_token", clientId: "web", refreshToken: "r" }),
      ];
      for (const [index, call] of calls.entries()) {
        const fiber = yield* start(Effect.flip(call as Effect.Effect<unknown, { _tag: string }>));
        yield* advance(60_000);
        expect(yield* Fiber.join(fiber)).toMatchObject({ _tag: "ServerError", attempts: 1 });
        expect(api.received).toHaveLength(index + 1);
      }
      expect(api.events.filter(({ type }) => type === "give-up")).toHaveLength(calls.length);
    }),
  );

  it.effect("retry such an operation if the API did nothing", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf(
        failing(1, () => json({}, 503, { "retry-after": "2" })),
      );
      const fiber = yield* start(users.registerUser(registration));
      yield* advance(2_400);
      expect(yield* Fiber.join(fiber)).toMatchObject({ id: 7 });
      expect(api.received).toHaveLength(2);
    }),
  );

  it.effect("retry such an operation if it never reached the API, and not if it may have", () =>
    Effect.gen(function* () {
      const broken = (code: string) => () => Promise.reject(Object.assign(new Error(), { code }));
      const refused = yield* usersOf((one) =>
        one.number === 1 ? broken("ECONNREFUSED")() : json(wireUser),
      );
      const fiber = yield* start(refused.users.registerUser(registration));
      yield* advance(200);
      yield* Fiber.join(fiber);
      expect(refused.api.received).toHaveLength(2);

      const reset = yield* usersOf(broken("ECONNRESET"));
      const lost = yield* start(errorOf(reset.users.registerUser(registration)));
      yield* advance(60_000);
      expect(yield* Fiber.join(lost)).toMatchObject({
        _tag: "ConnectionFailed",
        reason: "reset",
      });
      expect(reset.api.received).toHaveLength(1);
    }),
  );

  it.effect("are switched off with `retries: 0`, for the client or for one call", () =>
    Effect.gen(function* () {
      const off = yield* usersOf(always(unavailable), { retry: { retries: 0 } });
      expect(yield* errorOf(off.users.getUser(7))).toMatchObject({ attempts: 1 });
      expect(off.api.received).toHaveLength(1);

      const on = yield* usersOf(always(unavailable));
      expect(yield* errorOf(on.users.getUser(7, { retries: 0 }))).toMatchObject({ attempts: 1 });
      expect(on.api.received).toHaveLength(1);
      const fiber = yield* start(errorOf(on.users.getUser(7, { retries: 1 })));
      yield* advance(10_000);
      yield* Fiber.join(fiber);
      expect(on.api.received).toHaveLength(3);
    }),
  );

  it.effect("follow a timed out attempt", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf((one) =>
        one.number === 1 ? never(one) : json(wireUser),
      );
      const fiber = yield* start(users.getUser(7, { timeout: { attempt: 5_000 } }));
      yield* advance(4_999);
      expect(api.received[0]?.signal.aborted).toBe(false);
      yield* advance(1);
      expect(api.received[0]?.signal.aborted).toBe(true);
      yield* advance(200);
      yield* Fiber.join(fiber);
      expect(api.received).toHaveLength(2);
    }),
  );
});

describe("the retry budget of a client", () => {
  it.effect("limits a burst, and the error names the limit", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf(always(unavailable), { retry: { budget: 10 } });
      const fiber = yield* start(
        Effect.all(
          Array.from({ length: 50 }, (_, id) => errorOf(users.getUser(id + 1))),
          { concurrency: "unbounded" },
        ),
      );
      for (let step = 0; step < 10; step += 1) yield* advance(1_000);
      const errors = yield* Fiber.join(fiber);
      expect(errors.every(({ _tag }) => _tag === "ServerError")).toBe(true);
      expect(api.received).toHaveLength(50 + 10);
      const stopped = errors.filter(({ stoppedBy }) => stoppedBy === "budget");
      expect(stopped.length).toBeGreaterThan(30);
      expect(stopped[0]?.message).toContain("the retry budget of the client is spent");
      expect(
        api.events.filter((event) => event.type === "give-up" && event.reason === "budget").length,
      ).toBe(stopped.length);
    }),
  );

  it.effect("carries a burst of a few hundred calls through an interruption", () =>
    Effect.gen(function* () {
      let isDown = true;
      const { users } = yield* usersOf(() => (isDown ? unavailable() : json(wireUser)));
      const fiber = yield* start(
        Effect.all(
          Array.from({ length: 300 }, (_, id) => users.getUser(id + 1)),
          { concurrency: "unbounded" },
        ),
      );
      yield* advance(299);
      isDown = false;
      yield* advance(10_000);
      expect(yield* Fiber.join(fiber)).toHaveLength(300);
    }),
  );

  it.effect("is not used up by the calls that are started in an outage", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf(always(unavailable));
      const call = Effect.gen(function* () {
        const fiber = yield* start(errorOf(users.getUser(7)));
        yield* advance(2_000);
        return yield* Fiber.join(fiber);
      });
      expect((yield* call).attempts).toBe(4);
      // The reserve of an outage.
      expect((yield* call).attempts).toBe(4);
      for (let number = 0; number < 10; number += 1) {
        expect(yield* call).toMatchObject({ attempts: 1, stoppedBy: "budget" });
      }
      expect(api.received).toHaveLength(4 + 4 + 10);
    }),
  );

  it.effect("is not shared by two clients, and refills with successes", () =>
    Effect.gen(function* () {
      const retry = { retries: 1, budget: 1, budgetPerCall: 0.5 };
      let isDown = true;
      const answer = () => (isDown ? unavailable() : json(wireUser));
      const first = yield* usersOf(answer, { retry });
      const second = yield* usersOf(answer, { retry });
      const call = ({ users }: typeof first) =>
        Effect.gen(function* () {
          const fiber = yield* start(errorOf(users.getUser(7)));
          yield* advance(200);
          return (yield* Fiber.join(fiber)).attempts;
        });
      expect([yield* call(first), yield* call(second)]).toEqual([2, 2]);
      expect(yield* call(first)).toBe(1);
      isDown = false;
      yield* first.users.getUser(7);
      yield* first.users.getUser(7);
      isDown = true;
      expect([yield* call(first), yield* call(first), yield* call(second)]).toEqual([2, 1, 1]);
    }),
  );

  it.effect("is not changed by calls that are rejected before they are sent", () =>
    Effect.gen(function* () {
      const { users } = yield* usersOf(always(unavailable), {
        retry: { retries: 1, budget: 1, budgetPerCall: 1 },
      });
      const attempts = () =>
        Effect.gen(function* () {
          const fiber = yield* start(errorOf(users.getUser(7)));
          yield* advance(200);
          return (yield* Fiber.join(fiber)).attempts;
        });
      expect(yield* attempts()).toBe(2);
      for (let call = 0; call < 5; call += 1) {
        expect(yield* errorOf(users.getUser(0))).toMatchObject({ _tag: "InvalidInput" });
      }
      expect(yield* attempts()).toBe(1);
    }),
  );
});

describe("the timeout of a call", () => {
  it.effect("limits attempts and waits together", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf(never);
      const fiber = yield* start(
        errorOf(users.getUser(7, { timeout: { attempt: 4_000, call: 10_000 }, retries: 100 })),
      );
      yield* advance(9_999);
      expect(stateOf(fiber)).toBe("running");
      yield* advance(1);
      expect(yield* Fiber.join(fiber)).toMatchObject({
        _tag: "TimedOut",
        limit: "call",
        after: 10_000,
        attempts: api.received.length,
        retryable: true,
      });
      expect(api.received.every(({ signal }) => signal.aborted)).toBe(true);
      yield* advance(100_000);
      expect(api.received.length).toBeLessThanOrEqual(4);
    }).pipe(withRandom(0)),
  );

  it.effect("fails the call immediately instead of waiting beyond the deadline", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf(() => json({}, 503, { "retry-after": "20" }));
      const error = yield* errorOf(users.getUser(7, { timeout: { call: 15_000 } }));
      expect(error).toMatchObject({ _tag: "ServerError", retryAfter: 20_000 });
      expect(api.events.at(-1)).toMatchObject({ type: "give-up", reason: "deadline" });
      expect(api.received).toHaveLength(1);
    }),
  );

  it.effect("ends the wait for a token, too", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf(never, {
        auth: { grant: "client_credentials", clientId: "server", clientSecret: "s3cret" },
      });
      const fiber = yield* start(errorOf(users.getUserTags(7, { timeout: { call: 3_000 } })));
      yield* advance(2_999);
      expect(stateOf(fiber)).toBe("running");
      yield* advance(1);
      expect(yield* Fiber.join(fiber)).toMatchObject({
        _tag: "TimedOut",
        limit: "call",
        after: 3_000,
        attempts: 0,
      });
      expect(api.calls()).toHaveLength(0);
    }),
  );

  it.effect("starts again with each call", () =>
    Effect.gen(function* () {
      const { users } = yield* usersOf(() => json(wireUser), { timeout: { call: 1_000 } });
      for (let call = 0; call < 3; call += 1) {
        yield* users.getUser(7);
        yield* advance(900);
      }
      yield* settle;
    }),
  );
});
