import { AsyncLocalStorage } from "node:async_hooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import {
  advance,
  errorOf,
  inProcess,
  json,
  settle,
  settled,
  start,
  stateOf,
  wireUser,
  type Received,
} from "../../test/support/inProcess.ts";
import type { UsersClientOptions } from "../client/clientOptions.ts";
import { createUsersClient } from "../client/createUsersClient.ts";
import { Users } from "../client/users.ts";

/** An API that answers a request only when told to. */
const held = (options: Partial<UsersClientOptions>) => {
  const answers: Array<(response: Response) => void> = [];
  let inFlight = 0;
  let most = 0;
  const api = inProcess(
    ({ signal }: Received) =>
      new Promise<Response>((resolve, reject) => {
        most = Math.max(most, (inFlight += 1));
        let isOpen = true;
        const end = (finish: () => void) => {
          if (isOpen) inFlight -= 1;
          isOpen = false;
          finish();
        };
        answers.push((response) => end(() => resolve(response)));
        signal.addEventListener("abort", () => end(() => reject(new Error("aborted"))));
      }),
  );
  return {
    ...api,
    options: { ...api.options, ...options },
    most: () => most,
    ids: () => api.calls().map(({ path }) => Number(path.split("/").at(-1))),
    /** Answers the request with this index. */
    answer: (index: number, response: Response = json(wireUser)) =>
      Effect.andThen(
        Effect.sync(() => answers[index]?.(response)),
        settle,
      ),
  };
};

const usersOf = (options: Partial<UsersClientOptions>) => {
  const api = held(options);
  return Effect.map(Users.make(api.options), (users) => ({ api, users }));
};

describe("the queue of a client", () => {
  it.effect("sends no more requests at a time than `concurrency`, in the order of the calls", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf({ concurrency: 2 });
      const fibers = [];
      for (const id of [1, 2, 3, 4, 5]) fibers.push(yield* start(users.getUser(id)));
      expect(api.ids()).toEqual([1, 2]);
      yield* api.answer(1);
      expect(api.ids()).toEqual([1, 2, 3]);
      yield* api.answer(0);
      yield* api.answer(2);
      expect(api.ids()).toEqual([1, 2, 3, 4, 5]);
      yield* api.answer(3);
      yield* api.answer(4);
      for (const fiber of fibers) yield* Fiber.join(fiber);
      expect(api.most()).toBe(2);
    }),
  );

  it.effect("does not let a new call overtake those that wait", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf({ concurrency: 1 });
      yield* start(Effect.andThen(users.getUser(1), users.getUser(4)));
      yield* start(users.getUser(2));
      yield* start(users.getUser(3));
      for (const index of [0, 1, 2, 3]) yield* api.answer(index);
      expect(api.ids()).toEqual([1, 2, 3, 4]);
    }),
  );

  it.effect("does not count the wait towards the limit of the attempt", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf({
        concurrency: 1,
        retry: { retries: 0 },
        timeout: { attempt: 1_000 },
      });
      const first = yield* start(users.getUser(1));
      const second = yield* start(users.getUser(2));
      yield* advance(900);
      yield* api.answer(0);
      yield* Fiber.join(first);
      yield* advance(900);
      yield* api.answer(1);
      expect(yield* Fiber.join(second)).toMatchObject({ id: 7 });
      expect(api.events).toMatchObject([{ duration: 900 }, { duration: 900 }]);
    }),
  );

  it.effect("ends the wait at the limit of the call, and the error says so", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf({ concurrency: 1, timeout: { attempt: 100_000 } });
      const first = yield* start(users.getUser(1));
      const late = yield* start(errorOf(users.getUser(2, { timeout: { call: 500 } })));
      const third = yield* start(users.getUser(3));
      yield* advance(499);
      expect(stateOf(late)).toBe("running");
      yield* advance(1);
      expect(yield* Fiber.join(late)).toMatchObject({
        _tag: "TimedOut",
        limit: "call",
        after: 500,
        attempts: 0,
        retryable: true,
        stoppedBy: "deadline",
        message:
          "getUser: Did not finish within 500 ms, because it waited for other calls. The option `concurrency` allows 1 at a time.",
      });
      yield* api.answer(0);
      yield* api.answer(1);
      yield* Fiber.join(first);
      yield* Fiber.join(third);
      expect(api.ids()).toEqual([1, 3]);
    }),
  );

  it.effect("forgets a call that is cancelled while it waits", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf({ concurrency: 1 });
      const first = yield* start(users.getUser(1));
      const cancelled = yield* start(users.getUser(2));
      const third = yield* start(users.getUser(3));
      yield* Fiber.interrupt(cancelled);
      yield* settle;
      // It held nothing, so nothing is free.
      expect(api.ids()).toEqual([1]);
      yield* api.answer(0);
      expect(api.ids()).toEqual([1, 3]);
      yield* api.answer(1);
      yield* Fiber.join(first);
      yield* Fiber.join(third);
      expect(api.most()).toBe(1);
    }),
  );

  it.effect("passes on the place of a call that is cancelled, before and after it is sent", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf({ concurrency: 1 });
      const fibers = [];
      for (const id of [1, 2, 3]) fibers.push(yield* start(users.getUser(id)));
      yield* Fiber.interrupt(fibers[0]!);
      yield* settle;
      expect(api.ids()).toEqual([1, 2]);
      // The place is handed to the third call, which is cancelled before it can use it.
      const [, second, third] = fibers;
      yield* Effect.all([Fiber.interrupt(second!), Fiber.interrupt(third!)], {
        concurrency: "unbounded",
      });
      yield* settle;
      yield* start(users.getUser(4));
      expect(api.ids()).toEqual([1, 2, 4]);
      expect(api.most()).toBe(1);
    }),
  );

  it.effect("is not held while a call waits to retry", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf({ concurrency: 1 });
      const first = yield* start(users.getUser(1));
      const second = yield* start(users.getUser(2));
      yield* api.answer(0, json({}, 503));
      expect(api.ids()).toEqual([1, 2]);
      yield* advance(200);
      // The retry waits for its turn.
      expect(api.ids()).toEqual([1, 2]);
      yield* api.answer(1);
      expect(api.ids()).toEqual([1, 2, 1]);
      yield* api.answer(2);
      yield* Fiber.join(first);
      yield* Fiber.join(second);
    }),
  );

  const auth = { grant: "client_credentials", clientId: "server", clientSecret: "s" } as const;
  const granted = (token: string) => json({ access_token: token, expires_in: 60 });

  it.effect("is not joined by token requests, which the calls in it may wait for", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf({ concurrency: 1, auth });
      yield* start(users.getUser(1, { token: "given" }));
      const second = yield* start(users.getUserTags(2));
      expect(api.tokenRequests()).toHaveLength(1);
      yield* api.answer(1, granted("first"));
      expect(api.calls()).toHaveLength(1);
      yield* api.answer(0, json({}, 503));
      yield* api.answer(2, json(["vip"]));
      expect(yield* Fiber.join(second)).toEqual(["vip"]);
    }),
  );

  it.effect("sends the token that was renewed while the call waited", () =>
    Effect.gen(function* () {
      const timeout = { attempt: 100_000, call: 100_000 };
      const { api, users } = yield* usersOf({ concurrency: 1, auth, timeout });
      const first = yield* start(users.getUserTags(1));
      yield* api.answer(0, granted("first"));
      const second = yield* start(users.getUserTags(2));
      yield* advance(55_000);
      const third = yield* start(users.getUserTags(3));
      yield* api.answer(2, granted("second"));
      yield* api.answer(1, json([]));
      yield* api.answer(3, json([]));
      yield* api.answer(4, json([]));
      for (const fiber of [first, second, third]) yield* Fiber.join(fiber);
      expect(api.calls().map(({ path, authorization }) => `${path} ${authorization}`)).toEqual([
        "/users/1/tags Bearer first",
        "/users/2/tags Bearer second",
        "/users/3/tags Bearer second",
      ]);
    }),
  );

  it("sends every request in the async context of its own call", async () => {
    const context = new AsyncLocalStorage<number>();
    const seen: Array<string> = [];
    const users = createUsersClient({
      baseUrl: "https://api.test",
      concurrency: 2,
      fetch: async (url) => {
        seen.push(`${new URL(url).pathname} ${context.getStore()}`);
        await settled();
        return json(wireUser);
      },
    });
    const ids = [1, 2, 3, 4, 5, 6, 7];
    await Promise.all(ids.map((id) => context.run(id, () => users.getUser(id))));
    expect(seen).toEqual(ids.map((id) => `/users/${id} ${id}`));
  });

  it("loses no place, whatever is cancelled", async () => {
    let inFlight = 0;
    let most = 0;
    const users = createUsersClient({
      baseUrl: "https://api.test",
      concurrency: 3,
      fetch: async (_, { signal }) => {
        // As the platform does for a request that is cancelled before it starts.
        signal.throwIfAborted();
        most = Math.max(most, (inFlight += 1));
        let isOpen = true;
        const end = () => {
          if (isOpen) inFlight -= 1;
          isOpen = false;
        };
        signal.addEventListener("abort", end);
        for (let turn = 0; turn < 3; turn += 1) {
          await new Promise((resolve) => {
            setImmediate(resolve);
          });
        }
        end();
        return json(wireUser);
      },
    });
    const calls = Array.from({ length: 200 }, async (_, index) => {
      const controller = new AbortController();
      const result = users.result.getUser(index + 1, { signal: controller.signal });
      if (index % 3 === 0) {
        for (let turn = 0; turn < index % 50; turn += 1) {
          await new Promise((resolve) => {
            setImmediate(resolve);
          });
        }
        controller.abort();
      }
      return result;
    });
    const results = await Promise.all(calls);
    expect(results.filter(({ ok }, index) => !ok && index % 3 !== 0)).toEqual([]);
    expect(most).toBeLessThanOrEqual(3);
    // All three places are free again.
    most = 0;
    await Promise.all([1, 2, 3, 4].map((id) => users.getUser(id)));
    expect(most).toBe(3);
  });
});

describe("a client in Cloudflare Workers", () => {
  beforeEach(() => void vi.stubGlobal("navigator", { userAgent: "Cloudflare-Workers" }));
  afterEach(() => void vi.unstubAllGlobals());

  it.effect("has no queue, whose slots would be lost with their incoming requests", () =>
    Effect.gen(function* () {
      const { api, users } = yield* usersOf({ concurrency: 1 });
      yield* start(users.getUser(1));
      yield* start(users.getUser(2));
      expect(api.ids()).toEqual([1, 2]);
    }),
  );
});
