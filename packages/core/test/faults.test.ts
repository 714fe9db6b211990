import { describe, expect, it } from "vitest";
import {
  createUsersClient,
  memoryTokenStore,
  plainUsersError,
  tokenAccount,
  type ClientEvent,
  type Result,
  type UsersClient,
  type UsersClientOptions,
  type UsersError,
} from "../src/index.ts";
import {
  answer,
  endless,
  html,
  json,
  refusedUrl,
  reset,
  resetMidBody,
  silence,
  startFaultServer,
  truncated,
  type Behavior,
  type FaultServer,
} from "./support/faultServer.ts";

const user = { id: 1, display_name: "Ada" };
const registration = { username: "ada", email: "ada@example.org", password: "a long password" };
const granted = (token: string) => json({ access_token: token, expires_in: 3600 });
const inSeconds = { "retry-after": "0" };

const clientOf = (url: string, options: Partial<UsersClientOptions> = {}): UsersClient =>
  createUsersClient({
    baseUrl: url,
    auth: { token: "given-token" },
    ...options,
    retry: { baseDelay: 1, ...options.retry },
    timeout: { attempt: 5_000, ...options.timeout },
  });

const outcomeOf = (result: Result<unknown, UsersError>) => {
  if (result.ok) return { ok: true, value: result.value };
  const { error } = result;
  return {
    tag: error._tag,
    attempts: error.attempts,
    retryable: error.retryable,
    status: error.status,
    ...("reason" in error && { reason: error.reason }),
    ...("reached" in error && { reached: error.reached }),
    ...("limit" in error && { limit: error.limit }),
    ...("retryAfter" in error && { retryAfter: error.retryAfter }),
  };
};

/** Serves a script, makes one call, and returns its result and the number of requests. */
const observe = async (
  behaviors: ReadonlyArray<Behavior>,
  call: (client: UsersClient, server: FaultServer) => Promise<Result<unknown, UsersError>>,
  options: Partial<UsersClientOptions> = {},
) => {
  await using server = await startFaultServer(...behaviors);
  await using client = clientOf(server.url, options);
  const result = await call(client, server);
  return { ...outcomeOf(result), requests: server.requests.length };
};

const getUser = (client: UsersClient) => client.result.getUser(1);
const setPassword = (client: UsersClient) => client.result.setPassword(1, "a new password");
const registerUser = (client: UsersClient) => client.result.registerUser(registration);

describe("no connection", () => {
  it("is refused", async () => {
    await using client = clientOf(await refusedUrl());
    const result = await client.result.getUser(1);
    expect(outcomeOf(result)).toEqual({
      tag: "ConnectionFailed",
      reason: "refused",
      reached: "no",
      attempts: 4,
      retryable: true,
      status: undefined,
    });
    expect(result.error?.message).toBe(
      "getUser: Connection refused: nothing is listening at the API's address. (ECONNREFUSED) Gave up after 4 attempts: no retries are left.",
    );
    expect(result.error?.stoppedBy).toBe("retries");
  });

  it("is retried even for a non-idempotent call, because nothing was done", async () => {
    await using client = clientOf(await refusedUrl());
    expect(outcomeOf(await client.result.registerUser(registration))).toMatchObject({
      tag: "ConnectionFailed",
      reason: "refused",
      attempts: 4,
    });
  });

  it("is rejected at first, and succeeds when the API is back", async () => {
    await using server = await startFaultServer(json(user));
    const refused = await refusedUrl();
    let sent = 0;
    await using client = clientOf(refused, {
      // A real API would come back at the same address; here the third attempt goes to another one.
      fetch: (url, init) => fetch((sent += 1) < 3 ? url : url.replace(refused, server.url), init),
    });
    expect(await client.registerUser(registration)).toMatchObject({ id: 1, displayName: "Ada" });
    expect(sent).toBe(3);
    expect(server.requests).toHaveLength(1);
  });

  it("has a host name that does not exist", async () => {
    await using client = clientOf("http://no-such-host.invalid", { allowInsecureHttp: true });
    expect(outcomeOf(await client.result.getUser(1))).toEqual({
      tag: "ConnectionFailed",
      reason: "dns",
      reached: "no",
      attempts: 4,
      retryable: true,
      status: undefined,
    });
  });

  it("is not TLS, which is not retried", async () => {
    await using server = await startFaultServer(json(user));
    await using client = clientOf(server.url.replace("http:", "https:"));
    expect(outcomeOf(await client.result.getUser(1))).toEqual({
      tag: "ConnectionFailed",
      reason: "tls",
      reached: "no",
      attempts: 1,
      retryable: false,
      status: undefined,
    });
    expect(server.requests).toHaveLength(0);
  });
});

describe("a connection that breaks", () => {
  const broken = {
    tag: "ConnectionFailed",
    reason: "reset",
    reached: "unknown",
    attempts: 4,
    retryable: true,
    status: undefined,
    requests: 4,
  };

  it.each([
    ["before the answer", reset],
    ["in the middle of the body", resetMidBody],
    ["after fewer bytes than Content-Length says", truncated],
  ])("%s: retries a safe call, in vain", async (_, behavior) => {
    expect(await observe([behavior], getUser)).toEqual(broken);
  });

  it.each([
    ["before the answer", reset],
    ["in the middle of the body", resetMidBody],
    ["after fewer bytes than Content-Length says", truncated],
  ])("%s: a retried safe call succeeds", async (_, behavior) => {
    expect(await observe([behavior, behavior, json(user)], getUser)).toEqual({
      ok: true,
      value: { id: 1, displayName: "Ada" },
      requests: 3,
    });
  });

  it("is sent again where that is safe", async () => {
    expect(await observe([reset, answer(204)], setPassword)).toEqual({
      ok: true,
      value: undefined,
      requests: 2,
    });
  });

  it.each([
    ["registerUser", registerUser],
    [
      "createUserTemplate",
      (client: UsersClient) => client.result.createUserTemplate({ name: "t" }),
    ],
    ["startPasswordReset", (client: UsersClient) => client.result.startPasswordReset(1)],
    [
      "submitPasswordReset",
      (client: UsersClient) => client.result.submitPasswordReset({ username: "ada" }),
    ],
    [
      "passwordReset",
      (client: UsersClient) =>
        client.result.passwordReset(1, { password: "p4ssword", secret: "s" }),
    ],
    [
      "getOAuthToken",
      (client: UsersClient) =>
        client.result.getOAuthToken({
          grantType: "refresh_token",
          clientId: "web",
          refreshToken: "r",
        }),
    ],
  ])("does not retry %s, because the server may have processed the request", async (_, call) => {
    expect(await observe([reset], call)).toEqual({ ...broken, attempts: 1, requests: 1 });
  });
});

describe("a response of something else", () => {
  const unexpected = (reason: string, status: number | undefined = 200) => ({
    tag: "UnexpectedResponse",
    reason,
    status,
    attempts: 1,
    retryable: false,
    requests: 1,
  });

  it("is truncated JSON in a body that ends normally", async () => {
    const cut = (response: Parameters<Behavior>[0]) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"id": 1, "displ');
      response.end('ay_name": "A');
    };
    expect(await observe([cut], getUser)).toEqual(unexpected("not-json"));
  });

  it("is a proxy's page with 200", async () => {
    expect(await observe([html(200)], getUser)).toEqual(unexpected("not-json"));
  });

  it("is a proxy's page with 200 where no body is expected: not treated as success", async () => {
    expect(await observe([html(200)], setPassword)).toEqual(unexpected("not-json"));
  });

  it("is a proxy's page with 502, until the API is back", async () => {
    expect(await observe([html(502)], getUser)).toEqual({
      tag: "ServerError",
      status: 502,
      attempts: 4,
      retryable: true,
      requests: 4,
    });
    expect(await observe([html(502), json(user)], getUser)).toMatchObject({
      ok: true,
      requests: 2,
    });
    expect(await observe([html(502), json(user)], registerUser)).toMatchObject({
      tag: "ServerError",
      status: 502,
      attempts: 1,
      requests: 1,
    });
  });

  it.each([
    ["200 without a body where one is due", answer(200), 200],
    ["200 with a body of white space", answer(200, " \r\n"), 200],
    ["204 where a body is due", answer(204), 204],
  ])("is %s", async (_, behavior, status) => {
    expect(await observe([behavior], getUser)).toEqual(unexpected("empty", status));
  });

  it.each([
    ["204", answer(204)],
    ["200 without a body", answer(200)],
    ["200 with a page that is empty", answer(200, "", { "content-type": "text/html" })],
    ["200 with JSON", json({ anything: true })],
    ["200 with a word", answer(200, "OK", { "content-type": "text/plain" })],
  ])("is a success where no body is expected: %s", async (_, behavior) => {
    expect(await observe([behavior], setPassword)).toEqual({
      ok: true,
      value: undefined,
      requests: 1,
    });
  });

  it("is JSON of another shape", async () => {
    await using server = await startFaultServer(
      json({ display_name: 7, additional_properties: 1 }),
    );
    await using client = clientOf(server.url);
    const { error } = await client.result.getUser(1);
    expect(error).toMatchObject({
      _tag: "UnexpectedResponse",
      reason: "shape",
      status: 200,
      attempts: 1,
      retryable: false,
    });
    expect(error?.issues.map(({ field }) => field)).toContain("id");
    expect(server.requests).toHaveLength(1);
  });

  it("is longer than maxResponseBytes, and is not read further", async () => {
    await using server = await startFaultServer(endless);
    await using client = clientOf(server.url, { maxResponseBytes: 1_000 });
    expect(outcomeOf(await client.result.getUser(1))).toEqual({
      tag: "UnexpectedResponse",
      reason: "too-large",
      status: undefined,
      attempts: 1,
      retryable: false,
    });
    expect(server.requests).toHaveLength(1);
    expect(await server.requests[0]!.ended).toBe("closed");
  });

  it("is longer than maxResponseBytes by its Content-Length", async () => {
    const long = json({ id: 1, display_name: "x".repeat(2_000) });
    expect(await observe([long], getUser, { maxResponseBytes: 1_000 })).toEqual({
      ...unexpected("too-large"),
      status: undefined,
    });
  });

  it("is JSON with any charset in its content type", async () => {
    const typed = { "content-type": "application/json; charset=utf-8" };
    expect(await observe([json(user, 200, typed)], getUser)).toMatchObject({ ok: true });
    expect(
      await observe([json({ code: 1, request_id: "r1", result: [] }, 404, typed)], getUser),
    ).toEqual({ tag: "UserNotFound", status: 404, attempts: 1, retryable: false, requests: 1 });
  });

  it("begins with a byte order mark", async () => {
    expect(await observe([answer(200, `\ufeff${JSON.stringify(user)}`)], getUser)).toEqual({
      ok: true,
      value: { id: 1, displayName: "Ada" },
      requests: 1,
    });
  });

  it("is an error without a body, or with a Result of another shape", async () => {
    for (const behavior of [
      answer(404),
      answer(404, "no"),
      json(null, 404),
      json([], 404),
      json({ code: "x", result: "none", request_id: 7 }, 404),
      json({ result: [null, 3, { message: 4 }] }, 404),
    ]) {
      expect(await observe([behavior], getUser)).toEqual({
        tag: "UserNotFound",
        status: 404,
        attempts: 1,
        retryable: false,
        requests: 1,
      });
    }
  });

  it("is an undocumented status", async () => {
    expect(await observe([answer(418)], getUser)).toEqual(unexpected("status", 418));
    expect(await observe([answer(501)], getUser)).toMatchObject({
      tag: "ServerError",
      status: 501,
      attempts: 1,
      retryable: false,
    });
  });
});

describe("redirects", () => {
  it.each([301, 302, 303, 307, 308])(
    "does not follow a %i, so that the password goes nowhere else",
    async (status) => {
      await using elsewhere = await startFaultServer(answer(204));
      await using server = await startFaultServer(
        answer(status, "", { location: `${elsewhere.url}/users/1/password` }),
      );
      await using client = clientOf(server.url);
      expect(outcomeOf(await client.result.setPassword(1, "a new password"))).toEqual({
        tag: "UnexpectedResponse",
        reason: "redirect",
        status,
        attempts: 1,
        retryable: false,
      });
      expect(server.requests).toHaveLength(1);
      expect(elsewhere.requests).toHaveLength(0);
    },
  );

  it("the token endpoint's redirects are not followed either", async () => {
    await using elsewhere = await startFaultServer(granted("stolen"));
    await using server = await startFaultServer(
      answer(307, "", { location: `${elsewhere.url}/oauth/token` }),
    );
    await using client = clientOf(server.url, {
      auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
    });
    expect(outcomeOf(await client.result.getUserTags(1))).toMatchObject({
      tag: "TokenFailure",
      reason: "unavailable",
      status: 307,
    });
    expect(elsewhere.requests).toHaveLength(0);
  });
});

describe("timeouts", () => {
  it.each([
    ["headers that do not come", silence],
    ["a body that never ends", endless],
  ])("%s: ends the attempt and retries", async (_, behavior) => {
    await using server = await startFaultServer(behavior);
    await using client = clientOf(server.url, { timeout: { attempt: 400 }, retry: { retries: 1 } });
    expect(outcomeOf(await client.result.getUser(1))).toEqual({
      tag: "TimedOut",
      limit: "attempt",
      status: undefined,
      attempts: 2,
      retryable: true,
    });
    expect(server.requests).toHaveLength(2);
    // Nothing continues in the background.
    for (const request of server.requests) expect(await request.ended).toBe("closed");
  });

  it.each([
    ["headers that do not come", silence],
    ["a body that never ends", endless],
  ])("%s: does not retry a non-idempotent call", async (_, behavior) => {
    expect(await observe([behavior], registerUser, { timeout: { attempt: 400 } })).toEqual({
      tag: "TimedOut",
      limit: "attempt",
      status: undefined,
      attempts: 1,
      retryable: true,
      requests: 1,
    });
  });

  it("uses a response in time after a late one", async () => {
    expect(
      await observe([silence, json(user)], getUser, { timeout: { attempt: 1_000 } }),
    ).toMatchObject({ ok: true, requests: 2 });
  });

  it("the total timeout ends a call in the middle of an attempt", async () => {
    await using server = await startFaultServer(silence);
    await using client = clientOf(server.url, { timeout: { call: 400 } });
    const result = await client.result.getUser(1);
    expect(outcomeOf(result)).toEqual({
      tag: "TimedOut",
      limit: "call",
      status: undefined,
      attempts: 1,
      retryable: true,
    });
    expect(await server.requests[0]!.ended).toBe("closed");
  });

  it("a silent token endpoint does not block the call forever", async () => {
    expect(
      await observe([silence], (client) => client.result.getUserTags(1), {
        auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
        timeout: { attempt: 400 },
        retry: { retries: 0 },
      }),
    ).toMatchObject({ tag: "TokenFailure", reason: "unavailable", attempts: 1, requests: 1 });
  });
});

describe("cancellation", () => {
  it.each([
    ["headers that do not come", silence],
    ["a body that never ends", endless],
  ])("%s: the request is aborted on the wire", async (_, behavior) => {
    await using server = await startFaultServer(behavior);
    await using client = clientOf(server.url);
    const controller = new AbortController();
    const result = client.result.getUser(1, { signal: controller.signal });
    await expect.poll(() => server.requests.length, { interval: 2 }).toBe(1);
    controller.abort();
    expect((await result).error).toMatchObject({
      _tag: "Aborted",
      name: "AbortError",
      message: "getUser: The call was cancelled.",
      attempts: 1,
      cause: controller.signal.reason,
    });
    expect(await server.requests[0]!.ended).toBe("closed");
    expect(server.requests).toHaveLength(1);
  });

  it("counts the attempts of a write that the API has processed", async () => {
    let stored = 0;
    await using server = await startFaultServer(() => {
      stored += 1;
    });
    await using client = clientOf(server.url);
    const signal = AbortSignal.timeout(300);
    const { error } = await client.result.registerUser(registration, { signal });
    expect(stored).toBe(1);
    expect(error).toMatchObject({ _tag: "Aborted", attempts: 1 });
    // A timeout stays recognizable.
    expect(error?.cause).toMatchObject({ name: "TimeoutError" });
  });

  it("counts every attempt of a call that is cancelled while it waits to retry", async () => {
    await using server = await startFaultServer(
      answer(503),
      answer(503, "", { "retry-after": "30" }),
    );
    await using client = clientOf(server.url);
    const controller = new AbortController();
    const result = client.result.getUser(1, { signal: controller.signal });
    await expect.poll(() => server.requests.length, { interval: 2 }).toBe(2);
    await server.requests[1]!.ended;
    controller.abort("no longer needed");
    const { error } = await result;
    expect(error).toMatchObject({ _tag: "Aborted", attempts: 2, cause: "no longer needed" });
    expect(plainUsersError(error!)).not.toHaveProperty("cause");
  });

  it("reports 0 attempts only if nothing was sent", async () => {
    await using server = await startFaultServer(silence);
    await using client = clientOf(server.url);
    const { error } = await client.result.getUser(1, { signal: AbortSignal.abort() });
    expect(error).toMatchObject({ _tag: "Aborted", attempts: 0 });
    expect(server.requests).toHaveLength(0);
  });

  it("closing the client aborts calls in flight", async () => {
    await using server = await startFaultServer(silence);
    const client = clientOf(server.url);
    const result = client.result.getUser(1);
    await expect.poll(() => server.requests.length, { interval: 2 }).toBe(1);
    await client.close();
    expect((await result).error).toMatchObject({
      _tag: "Aborted",
      message: "getUser: The client is closed.",
      attempts: 1,
    });
    expect(await server.requests[0]!.ended).toBe("closed");
  });
});

describe("rejected tokens", () => {
  const auth = {
    grant: "client_credentials",
    clientId: "server",
    clientSecret: "sandbox-secret",
  } as const;
  const sent = (server: FaultServer) =>
    server.requests.map(({ path, headers }) => `${path} ${headers.authorization ?? "-"}`);

  it("401, then success: renews the token once and repeats the call once", async () => {
    await using server = await startFaultServer(
      granted("first"),
      answer(401),
      granted("second"),
      json(["vip"]),
    );
    await using client = clientOf(server.url, { auth });
    expect(outcomeOf(await client.result.getUserTags(1))).toEqual({ ok: true, value: ["vip"] });
    expect(sent(server)).toEqual([
      "/oauth/token -",
      "/users/1/tags Bearer first",
      "/oauth/token -",
      "/users/1/tags Bearer second",
    ]);
  });

  it("a non-idempotent call is repeated too, because a rejected token means that nothing was done", async () => {
    await using server = await startFaultServer(
      granted("first"),
      answer(401),
      granted("second"),
      json(user),
    );
    await using client = clientOf(server.url, { auth });
    expect(outcomeOf(await client.result.registerUser(registration))).toMatchObject({ ok: true });
    expect(server.requests).toHaveLength(4);
  });

  it("401 twice fails with the second one", async () => {
    await using server = await startFaultServer(
      granted("first"),
      answer(401),
      granted("second"),
      answer(401),
    );
    await using client = clientOf(server.url, { auth });
    expect(outcomeOf(await client.result.getUserTags(1))).toEqual({
      tag: "Unauthorized",
      status: 401,
      attempts: 2,
      retryable: false,
    });
    expect(server.requests).toHaveLength(4);
  });

  it("401 for a token that cannot be renewed is not retried", async () => {
    const unauthorized = {
      tag: "Unauthorized",
      status: 401,
      attempts: 1,
      retryable: false,
      requests: 1,
    };
    expect(await observe([answer(401)], getUser)).toEqual(unauthorized);
    expect(
      await observe(
        [answer(401)],
        (client) => client.result.getUser(1, { token: "of-this-call" }),
        {
          auth,
        },
      ),
    ).toEqual(unauthorized);
    expect(
      await observe([answer(401)], (client) => client.result.getUser(1, { token: null }), { auth }),
    ).toEqual(unauthorized);
  });

  it("a token of the store is renewed with its refresh token", async () => {
    await using server = await startFaultServer(answer(401), granted("second"), json(["vip"]));
    await using client = clientOf(server.url, {
      auth,
      tokenStore: memoryTokenStore({
        accessToken: "first",
        refreshToken: "stored-refresh",
        account: tokenAccount({ baseUrl: server.url, auth }),
      }),
    });
    expect(outcomeOf(await client.result.getUserTags(1))).toMatchObject({ ok: true });
    expect(server.requests[1]?.body).toContain("grant_type=refresh_token");
    expect(server.requests[1]?.body).toContain("refresh_token=stored-refresh");
  });

  it("rejected credentials fail the call before it is sent", async () => {
    expect(
      await observe(
        [json({ error: "invalid_client", error_description: "Unknown client." }, 401)],
        (client) => client.result.getUserTags(1),
        { auth },
      ),
    ).toEqual({
      tag: "TokenFailure",
      reason: "rejected",
      status: 401,
      attempts: 1,
      retryable: false,
      requests: 1,
    });
  });
});

describe("an API that asks to wait", () => {
  const eventsOf = async (
    behaviors: ReadonlyArray<Behavior>,
    call: (client: UsersClient) => Promise<Result<unknown, UsersError>>,
    options: Partial<UsersClientOptions> = {},
  ) => {
    const events: Array<ClientEvent> = [];
    const outcome = await observe(behaviors, call, {
      ...options,
      onEvent: (event) => events.push(event),
    });
    return {
      outcome,
      waits: events.flatMap((event) => (event.type === "retry" ? [event.delay] : [])),
      gaveUp: events.flatMap((event) => (event.type === "give-up" ? [event.reason] : [])),
    };
  };

  it("waits for Retry-After in seconds after a 429", async () => {
    const started = performance.now();
    const { outcome, waits } = await eventsOf(
      [answer(429, "", { "retry-after": "0.05" }), json(user)],
      getUser,
    );
    expect(outcome).toMatchObject({ ok: true, requests: 2 });
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThanOrEqual(50);
    expect(waits[0]).toBeLessThanOrEqual(60);
    expect(performance.now() - started).toBeGreaterThan(45);
  });

  it("429 with Retry-After as a date", async () => {
    const soonest: Behavior = (response) => {
      // HTTP dates have no milliseconds, so the API asks for up to 1 second. Jitter adds up to 20 %.
      const date = new Date(Date.now() + 999).toUTCString();
      response.writeHead(429, { "retry-after": date }).end();
    };
    const { outcome, waits } = await eventsOf([soonest, json(user)], getUser);
    expect(outcome).toMatchObject({ ok: true, requests: 2 });
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeLessThan(1_200);
    const past = await eventsOf(
      [answer(429, "", { "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" }), json(user)],
      getUser,
    );
    expect(past.outcome).toMatchObject({ ok: true, requests: 2 });
    expect(past.waits).toEqual([0]);
  });

  it.each([
    ["seconds", () => "31", 31_000],
    ["a date", () => new Date(Date.now() + 100_000).toUTCString(), undefined],
  ])("Retry-After above the cap, in %s: fails at once", async (_, header, exactly) => {
    const late: Behavior = (response) => {
      response.writeHead(429, { "retry-after": header() }).end();
    };
    const { outcome, waits, gaveUp } = await eventsOf([late], getUser);
    expect(outcome).toMatchObject({
      tag: "RateLimited",
      status: 429,
      attempts: 1,
      retryable: true,
      requests: 1,
    });
    const { retryAfter } = outcome as { retryAfter?: number };
    expect(retryAfter).toBeGreaterThan(30_000);
    expect(retryAfter).toBeLessThanOrEqual(exactly ?? 100_000);
    expect(waits).toEqual([]);
    expect(gaveUp).toEqual(["retry-after"]);
  });

  it("503 five times fails after four attempts", async () => {
    const outage = [503, 503, 503, 503, 503].map((status) => answer(status));
    const { outcome, waits, gaveUp } = await eventsOf([...outage, json(user)], getUser);
    expect(outcome).toEqual({
      tag: "ServerError",
      status: 503,
      attempts: 4,
      retryable: true,
      requests: 4,
    });
    expect(waits).toHaveLength(3);
    expect(gaveUp).toEqual(["retries"]);
  });

  it("503 five times succeeds where five retries are allowed", async () => {
    const outage = [503, 503, 503, 503, 503].map((status) => answer(status));
    expect(
      await observe([...outage, json(user)], getUser, { retry: { retries: 5 } }),
    ).toMatchObject({ ok: true, requests: 6 });
    expect(
      await observe([...outage, json(user)], (client) => client.result.getUser(1, { retries: 5 })),
    ).toMatchObject({ ok: true, requests: 6 });
  });

  it.each([
    ["500", 500, {}, 1],
    ["503 without Retry-After", 503, {}, 1],
    ["429 without Retry-After", 429, {}, 1],
    ["500 with Retry-After", 500, inSeconds, 1],
    ["503 with Retry-After", 503, inSeconds, 2],
    ["429 with Retry-After", 429, inSeconds, 2],
  ])("%s to a non-idempotent call", async (_, status, headers, requests) => {
    expect(await observe([answer(status, "", headers), json(user)], registerUser)).toMatchObject(
      requests === 1
        ? { tag: status === 429 ? "RateLimited" : "ServerError", status, attempts: 1, requests }
        : { ok: true, requests },
    );
  });

  it("calls of a client share a retry budget", async () => {
    await using server = await startFaultServer(answer(503));
    await using client = clientOf(server.url, { retry: { budget: 10 } });
    const results = await Promise.all(Array.from({ length: 20 }, () => client.result.getUser(1)));
    for (const { error } of results) {
      expect(error).toMatchObject({ _tag: "ServerError", status: 503 });
      expect(["retries", "budget"]).toContain(error?.stoppedBy);
    }
    expect(server.requests).toHaveLength(20 + 10);
  });
});
