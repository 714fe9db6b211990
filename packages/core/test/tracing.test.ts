import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Option from "effect/Option";
import * as Tracer from "effect/Tracer";
import { describe, expect, it } from "vitest";
import { Users } from "../src/effect.ts";
import { createUsersClient, type UsersClientOptions } from "../src/index.ts";
import { answer, json, reset, startFaultServer, type Behavior } from "./support/faultServer.ts";

const user = { id: 1, display_name: "Ada" };
const granted = json({ access_token: "granted", expires_in: 3600 });
const auth = {
  grant: "client_credentials",
  clientId: "server",
  clientSecret: "sandbox-secret",
} as const;

const recordingTracer = () => {
  const spans: Array<Tracer.NativeSpan> = [];
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options);
      spans.push(span);
      return span;
    },
  });
  return { spans, tracer };
};

const parentOf = ({ parent }: Tracer.NativeSpan) => Option.getOrUndefined(parent);

const traceparentOf = ({ traceId, spanId }: Tracer.AnySpan) => `00-${traceId}-${spanId}-01`;

/** Makes one call through the Promise client with a tracer. */
const trace = async (
  behaviors: ReadonlyArray<Behavior>,
  options: Partial<UsersClientOptions> = {},
) => {
  const { spans, tracer } = recordingTracer();
  await using server = await startFaultServer(...behaviors);
  await using client = createUsersClient({
    baseUrl: server.url,
    auth: { token: "given-token" },
    tracer,
    ...options,
    retry: { baseDelay: 1 },
  });
  const result = await client.result.getUser(1);
  return { result, spans, requests: server.requests };
};

describe("spans", () => {
  it("one for the call and one for each attempt, below it", async () => {
    const { spans, result } = await trace([reset, answer(503), json(user)]);
    expect(result.ok).toBe(true);
    expect(spans.map(({ name }) => name)).toEqual([
      "Users.getUser",
      "GET /users/{id}",
      "GET /users/{id}",
      "GET /users/{id}",
    ]);
    const [call, ...attempts] = spans;
    expect(parentOf(call!)).toBeUndefined();
    for (const attempt of attempts) {
      expect(parentOf(attempt)).toBe(call);
      expect(attempt.traceId).toBe(call!.traceId);
    }
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(4);
  });

  it("describe the operation, the server and the outcome", async () => {
    const { spans } = await trace([reset, answer(503), json(user)]);
    const attempt = {
      "http.request.method": "GET",
      "url.template": "/users/{id}",
      "server.address": "127.0.0.1",
    };
    expect(spans.map(({ attributes }) => Object.fromEntries(attributes))).toEqual([
      { "users.operation": "get_user" },
      attempt,
      { ...attempt, "http.request.resend_count": 1, "http.response.status_code": 503 },
      { ...attempt, "http.request.resend_count": 2, "http.response.status_code": 200 },
    ]);
    expect(spans.map(({ kind }) => kind)).toEqual(["internal", "client", "client", "client"]);
  });

  it("end with the outcome of their operation", async () => {
    const { spans } = await trace([reset, answer(503), json(user)]);
    const outcomes = spans.map(({ status }) =>
      status._tag === "Ended"
        ? Exit.match(status.exit, {
            onSuccess: () => "success",
            onFailure: () => Option.getOrUndefined(Exit.findErrorOption(status.exit)),
          })
        : "not ended",
    );
    expect(outcomes).toEqual([
      "success",
      expect.objectContaining({ _tag: "ConnectionFailed", reason: "reset" }),
      expect.objectContaining({ _tag: "ServerError", status: 503 }),
      "success",
    ]);
  });

  it("end with the error of a call that fails", async () => {
    const { spans, result } = await trace([answer(404)]);
    for (const { status } of spans) {
      const exit = status._tag === "Ended" ? status.exit : undefined;
      expect(exit && Option.getOrUndefined(Exit.findErrorOption(exit))).toBe(result.error);
    }
    expect(spans).toHaveLength(2);
  });

  it("contain no user input and no id", async () => {
    const { spans, tracer } = recordingTracer();
    await using server = await startFaultServer(json({ content: [], last: true }), answer(204));
    await using client = createUsersClient({
      baseUrl: server.url,
      auth: { token: "given-token" },
      tracer,
    });
    await client.getUsers({ filter: { email: "ada@example.org" } });
    await client.removeUserTag(4711, "ada-s-tag");
    const text = JSON.stringify(spans.map(({ name, attributes }) => [name, [...attributes]]));
    expect(text).toContain("/users/{user_id}/tags/{tag}");
    expect(text).not.toMatch(/ada|4711|given-token/);
  });

  it("show the token request below the call that needs it", async () => {
    const { spans } = await trace([granted, json(user)], { auth });
    expect(spans.map((span) => [span.name, parentOf(span)?.spanId])).toEqual([
      ["Users.getUser", undefined],
      ["Users.getOAuthToken", spans[0]!.spanId],
      ["POST /oauth/token", spans[1]!.spanId],
      ["GET /users/{id}", spans[0]!.spanId],
    ]);
  });

  it("name the requested server, including a separate token server", async () => {
    await using tokenServer = await startFaultServer(granted);
    const tokenUrl = `${tokenServer.url.replace("127.0.0.1", "localhost")}/token`;
    const { spans } = await trace([json(user)], { auth, tokenUrl });
    expect(spans.map(({ attributes }) => attributes.get("server.address"))).toEqual([
      undefined,
      undefined,
      "localhost",
      "127.0.0.1",
    ]);
  });

  it("belong to the caller's span in an Effect", async () => {
    const { spans, tracer } = recordingTracer();
    await using server = await startFaultServer(json(user));
    await Effect.gen(function* () {
      const users = yield* Users;
      yield* users.getUser(1);
    }).pipe(
      Effect.withSpan("signup"),
      Effect.provide(Users.layer({ baseUrl: server.url })),
      Effect.withTracer(tracer),
      Effect.runPromise,
    );
    expect(spans.map((span) => [span.name, parentOf(span)?.spanId])).toEqual([
      ["signup", undefined],
      ["Users.getUser", spans[0]!.spanId],
      ["GET /users/{id}", spans[1]!.spanId],
    ]);
    expect(server.requests[0]?.headers["traceparent"]).toBe(traceparentOf(spans[2]!));
  });
});

describe("traceparent", () => {
  it("names the span of the attempt that it is sent with", async () => {
    const { spans, requests } = await trace([reset, answer(503), json(user)]);
    expect(requests.map(({ headers }) => headers["traceparent"])).toEqual(
      spans.slice(1).map(traceparentOf),
    );
  });

  it("marks an unsampled trace", async () => {
    const unsampled = Tracer.make({
      span: (options) => new Tracer.NativeSpan({ ...options, sampled: false }),
    });
    const { requests } = await trace([json(user)], { tracer: unsampled });
    expect(requests[0]?.headers["traceparent"]).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  });

  it("is not sent where no tracer is in use", async () => {
    const { requests } = await trace([json(user)], { tracer: undefined });
    expect(requests).toHaveLength(1);
    expect(requests[0]?.headers).not.toHaveProperty("traceparent");
  });

  it("is not sent in an Effect without a tracer, even within a span", async () => {
    await using server = await startFaultServer(json(user));
    await Effect.gen(function* () {
      const users = yield* Users;
      yield* users.getUser(1);
    }).pipe(
      Effect.withSpan("signup"),
      Effect.provide(Users.layer({ baseUrl: server.url })),
      Effect.runPromise,
    );
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.headers).not.toHaveProperty("traceparent");
  });

  it("is sent according to propagateTrace", async () => {
    const asked = await trace([json(user)], { tracer: undefined, propagateTrace: true });
    expect(asked.requests[0]?.headers["traceparent"]).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    const refused = await trace([json(user)], { propagateTrace: false });
    expect(refused.requests).toHaveLength(1);
    expect(refused.requests[0]?.headers).not.toHaveProperty("traceparent");
    expect(refused.spans).toHaveLength(2);
  });
});

describe("another origin", () => {
  const headers = { "user-agent": "accounts/1.0", "x-api-key": "of the API" };

  it("receives neither trace ids nor headers meant for the API", async () => {
    await using tokenServer = await startFaultServer(granted);
    for (const propagateTrace of [undefined, true]) {
      const { requests } = await trace([json(user)], {
        auth,
        headers,
        propagateTrace,
        tokenUrl: `${tokenServer.url}/token`,
      });
      expect(requests).toHaveLength(1);
      expect(requests[0]?.headers).toMatchObject({
        ...headers,
        authorization: "Bearer granted",
        traceparent: expect.any(String),
      });
    }
    expect(tokenServer.requests).toHaveLength(2);
    for (const { path, headers: sent } of tokenServer.requests) {
      expect(path).toBe("/token");
      expect(sent).not.toHaveProperty("traceparent");
      expect(sent).not.toHaveProperty("x-api-key");
      expect(sent).not.toHaveProperty("authorization");
      expect(sent["user-agent"]).not.toBe("accounts/1.0");
    }
  });

  it("is not a token URL of the API's own origin", async () => {
    await using server = await startFaultServer(granted, json(user));
    const { spans, tracer } = recordingTracer();
    await using client = createUsersClient({
      baseUrl: `${server.url}/v1`,
      tokenUrl: `${server.url}/auth/token`,
      auth,
      headers,
      tracer,
    });
    await client.getUser(1);
    expect(server.requests.map(({ path }) => path)).toEqual(["/auth/token", "/v1/users/1"]);
    expect(server.requests.map(({ headers: sent }) => sent["traceparent"])).toEqual([
      traceparentOf(spans.find(({ name }) => name === "POST /oauth/token")!),
      traceparentOf(spans.find(({ name }) => name === "GET /users/{id}")!),
    ]);
    for (const { headers: sent } of server.requests) expect(sent).toMatchObject(headers);
  });
});
