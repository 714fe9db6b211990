import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createUsersClient } from "../src/index.ts";
import { answer, type Behavior, json, startFaultServer } from "./support/faultServer.ts";

/** Answers with a page of one row. */
const page: Behavior = (response, request) => {
  const number = Number(new URL(request.path, "http://api.test").searchParams.get("page"));
  const content = number > 5 ? [] : [{ id: number }];
  const totals = { total_pages: 5, total_elements: 5, last: number >= 5 };
  return json({ content, number: number - 1, ...totals })(response, request);
};

describe("under fake timers", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("a call succeeds", async () => {
    await using server = await startFaultServer(json({ id: 1 }));
    await using users = createUsersClient({ baseUrl: server.url });
    expect(await users.getUser(1)).toMatchObject({ id: 1 });
  });

  it("600 calls at once succeed", async () => {
    await using server = await startFaultServer(json({ id: 1 }));
    await using users = createUsersClient({ baseUrl: server.url });
    const read = await Promise.all(Array.from({ length: 600 }, () => users.getUser(1)));
    expect(read).toHaveLength(600);
  });

  it.each([1, 4])("a loop over all pages ends, with %i in flight", async (pagesInFlight) => {
    await using server = await startFaultServer(
      json({ access_token: "granted", expires_in: 3600 }),
      page,
    );
    await using users = createUsersClient({
      baseUrl: server.url,
      auth: { grant: "client_credentials", clientId: "server", clientSecret: "s" },
    });
    const ids: Array<number> = [];
    for await (const { id } of users.all.getUsers({ size: 1 }, { pagesInFlight })) ids.push(id);
    expect(ids).toEqual([1, 2, 3, 4, 5]);
  });

  it("a call is retried when the timers are advanced", async () => {
    await using server = await startFaultServer(answer(503), json({ id: 1 }));
    await using users = createUsersClient({ baseUrl: server.url });
    const call = users.getUser(1);
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(8_000);
      expect(server.requests).toHaveLength(2);
    });
    expect(await call).toMatchObject({ id: 1 });
  });

  it("a time limit ends a call when the timers are advanced", async () => {
    await using server = await startFaultServer(() => {});
    await using users = createUsersClient({ baseUrl: server.url });
    const call = users.result.getUser(1, { retries: 0 });
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await call).error).toMatchObject({ _tag: "TimedOut", limit: "attempt" });
  });

  it("the time limit of the call counts the time of attempts and waits before", async () => {
    await using server = await startFaultServer(() => {});
    await using users = createUsersClient({ baseUrl: server.url });
    const call = users.result.getUser(1, { timeout: { call: 15_000 } });
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    // The first attempt times out, and the wait before the second ends.
    await vi.advanceTimersByTimeAsync(10_200);
    await vi.waitFor(() => expect(server.requests).toHaveLength(2));
    await vi.advanceTimersByTimeAsync(4_800);
    expect((await call).error).toMatchObject({ _tag: "TimedOut", limit: "call", attempts: 2 });
  });
});
