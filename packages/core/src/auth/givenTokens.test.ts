import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import {
  errorOf,
  inProcess,
  json,
  start,
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
    ["returns nothing", () => undefined as unknown as string, "no token"],
    ["returns an empty text", async () => "", "no token"],
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

  it.effect("is notified by its signal when the call is cancelled", () =>
    Effect.gen(function* () {
      let signal: AbortSignal | undefined;
      const api = apiThatAccepts(() => true);
      const users = yield* clientOf(api, (context) => {
        signal = context.signal;
        return new Promise<string>(() => {});
      });
      const fiber = yield* start(users.getUser(1));
      expect(signal?.aborted).toBe(false);
      yield* Fiber.interrupt(fiber);
      expect(signal?.aborted).toBe(true);
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
