import { afterEach, describe, expect, it, vi } from "vitest";
import { createUsersClient } from "../src/index.ts";
import { answer, json, startFaultServer } from "./support/faultServer.ts";

const user = json({ id: 1 });
const granted = json({ access_token: "granted", expires_in: 3600 });
const auth = { grant: "client_credentials", clientId: "server", clientSecret: "secret" } as const;

/** Sets the system time forward or back, as a correction by NTP does, for the rest of the test. */
const jump = (milliseconds: number) => {
  const now = Date.now() + milliseconds;
  vi.spyOn(Date, "now").mockReturnValue(now);
};

afterEach(() => void vi.restoreAllMocks());

const hour = 3_600_000;

describe.each([
  ["forward", hour],
  ["back", -hour],
])("a jump of the system time %s", (_, milliseconds) => {
  it("does not end the retries of a call", async () => {
    await using server = await startFaultServer((response, request) => {
      jump(milliseconds);
      return answer(503)(response, request);
    }, user);
    await using users = createUsersClient({ baseUrl: server.url, retry: { baseDelay: 1 } });
    expect(await users.getUser(1)).toMatchObject({ id: 1 });
    expect(server.requests).toHaveLength(2);
  });

  it("does not change the time limit of a call", async () => {
    await using server = await startFaultServer(() => jump(milliseconds));
    await using users = createUsersClient({ baseUrl: server.url, retry: { baseDelay: 0 } });
    const timeout = { attempt: 50, call: 600 };
    const { error } = await users.result.getUser(1, { retries: 1_000, timeout });
    expect(error).toMatchObject({ _tag: "TimedOut", stoppedBy: "deadline" });
    expect(server.requests.length).toBeGreaterThan(1);
  });

  it("does not change how long the client waits after a failed token request", async () => {
    await using server = await startFaultServer(answer(400), granted, user);
    await using users = createUsersClient({ baseUrl: server.url, auth });
    expect(await users.result.getUserTags(1)).toMatchObject({ ok: false });
    jump(milliseconds);
    const { error } = await users.result.getUserTags(1);
    expect(error).toMatchObject({ _tag: "TokenFailure" });
    expect((error as { retryAfter?: number }).retryAfter).toBeLessThanOrEqual(1_000);
    expect(server.requests).toHaveLength(1);
  });

  it("does not change the duration in an event", async () => {
    const durations: Array<number> = [];
    await using server = await startFaultServer((response, request) => {
      jump(milliseconds);
      return user(response, request);
    });
    await using users = createUsersClient({
      baseUrl: server.url,
      onEvent: (event) => {
        if (event.type === "attempt") durations.push(event.duration);
      },
    });
    await users.getUser(1);
    expect(durations).toHaveLength(1);
    expect(durations[0]).toBeGreaterThanOrEqual(0);
    expect(durations[0]).toBeLessThan(hour);
  });
});

it("the token of a client is renewed when the system time says that it has expired", async () => {
  await using server = await startFaultServer(granted, json([]), granted, json([]));
  await using users = createUsersClient({ baseUrl: server.url, auth });
  await users.getUserTags(1);
  jump(hour);
  await users.getUserTags(1);
  expect(server.requests.map(({ path }) => path)).toEqual([
    "/oauth/token",
    "/users/1/tags",
    "/oauth/token",
    "/users/1/tags",
  ]);
});
