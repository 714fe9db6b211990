import { describe, expect, it } from "vitest";
import { createUsersClient } from "../src/index.ts";
import { answer, json, silence, startFaultServer, type Behavior } from "./support/faultServer.ts";
import { callAtOnce } from "./support/callAtOnce.ts";

const user = json({ id: 1 });

describe("many calls at once", () => {
  it("all succeed, over a limited number of connections", async () => {
    const { errors, mostInFlight } = await callAtOnce(2_000);
    expect(errors).toEqual([]);
    expect(mostInFlight).toBe(256);
  });

  it("are served in order after the first ones hang", async () => {
    await using server = await startFaultServer(silence, silence, user);
    await using client = createUsersClient({
      baseUrl: server.url,
      concurrency: 1,
      timeout: { call: 120_000 },
      retry: { retries: 0 },
    });
    const ids = Array.from({ length: 30 }, (_, index) => index + 1);
    // Only those that hang are limited: on a busy machine the others may take longer.
    const results = await Promise.all(
      ids.map((id) => client.result.getUser(id, id <= 2 ? { timeout: { attempt: 400 } } : {})),
    );
    expect(results.slice(0, 2).map(({ error }) => error)).toMatchObject([
      { _tag: "TimedOut", limit: "attempt", attempts: 1 },
      { _tag: "TimedOut", limit: "attempt", attempts: 1 },
    ]);
    expect(results.slice(2).every(({ ok }) => ok)).toBe(true);
    expect(server.requests.map(({ path }) => path)).toEqual(ids.map((id) => `/users/${id}`));
  });

  it("are not sent if they are cancelled while they wait", async () => {
    let open: () => void = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const late: Behavior = async (response, request) => {
      await opened;
      void user(response, request);
    };
    await using server = await startFaultServer(late, user);
    await using client = createUsersClient({ baseUrl: server.url, concurrency: 1 });
    const first = client.result.getUser(1);
    await expect.poll(() => server.requests.length, { interval: 2 }).toBe(1);
    const controller = new AbortController();
    const cancelled = client.result.getUser(2, { signal: controller.signal });
    const third = client.result.getUser(3);
    controller.abort();
    expect((await cancelled).error).toMatchObject({ _tag: "Aborted", attempts: 0 });
    expect(server.requests).toHaveLength(1);
    open();
    expect([(await first).ok, (await third).ok]).toEqual([true, true]);
    expect(server.requests.map(({ path }) => path)).toEqual(["/users/1", "/users/3"]);
  });

  it("end with the time limit of the call while they wait", async () => {
    await using server = await startFaultServer(silence);
    await using client = createUsersClient({ baseUrl: server.url, concurrency: 1 });
    const controller = new AbortController();
    const first = client.result.getUser(1, { signal: controller.signal });
    const { error } = await client.result.getUser(2, { timeout: { call: 300 } });
    expect(error).toMatchObject({
      _tag: "TimedOut",
      limit: "call",
      attempts: 0,
      stoppedBy: "deadline",
    });
    expect(error?.message).toContain("option `concurrency`");
    controller.abort();
    await first;
    expect(server.requests).toHaveLength(1);
  });

  it("are not stopped by a token that has to be renewed for all of them", async () => {
    let tokens = 0;
    await using server = await startFaultServer((response, request) => {
      if (request.path === "/oauth/token") {
        const token = { access_token: `token-${(tokens += 1)}`, expires_in: 3600 };
        void json(token)(response, request);
      } else if (request.headers.authorization === "Bearer token-1") {
        void answer(401)(response, request);
      } else {
        void json([])(response, request);
      }
    });
    await using client = createUsersClient({
      baseUrl: server.url,
      concurrency: 2,
      auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
    });
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) => client.result.getUserTags(index + 1)),
    );
    expect(results.flatMap(({ error }) => error?.message ?? [])).toEqual([]);
    expect(tokens).toBe(2);
  });
});
