import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Logger from "effect/Logger";
import * as References from "effect/References";
import * as Tracer from "effect/Tracer";
import { describe, expect, it } from "vitest";
import { contract, Users } from "../src/effect.ts";
import { errorFromResponse } from "../src/call/errorFromResponse.ts";
import {
  BadRequest,
  createUsersClient,
  memoryTokenStore,
  tokenAccount,
  type Credentials,
  type Fetch,
  type OperationName,
  type Result,
  type StoredToken,
  type TokenStore,
  type UsersClientOptions,
  type UsersError,
} from "../src/index.ts";
import { answersOf, argumentsOf } from "./support/calls.ts";
import { html, reset, resetMidBody, silence, startFaultServer } from "./support/faultServer.ts";
import { everythingOf, leaksIn, marksIn, plant, type Sighting } from "./support/secrets.ts";

// Client secrets and passwords may hold any characters; a token only those allowed in an HTTP
// header.
const secrets = plant(
  [
    "clientSecret",
    "ownPassword",
    "registeredPassword",
    "newPassword",
    "chosenPassword",
    "resetSecret",
    "askedPassword",
    "askedClientSecret",
  ],
  (mark) => `"ä/${mark}\\ +&=%\u{1f511}\n'`,
);
const tokens = plant(
  [
    "givenRefresh",
    "receivedRefresh",
    "grantedToken",
    "rotatedToken",
    "rotatedRefresh",
    "tokenOfCall",
    "tokenOfFunction",
    "storedToken",
    "storedRefresh",
    "thrown",
    "misshapen",
  ],
  (mark) => `ey."/${mark}\\+&=%~'`,
);
/** Looks like a platform error code. */
const { givenToken } = plant(["givenToken"], (mark) => mark.toUpperCase());

const operations = Object.keys(contract) as ReadonlyArray<OperationName>;
const args = argumentsOf({
  clientSecret: secrets.askedClientSecret,
  password: secrets.askedPassword,
  registeredPassword: secrets.registeredPassword,
  newPassword: secrets.newPassword,
  chosenPassword: secrets.chosenPassword,
  resetSecret: secrets.resetSecret,
});
const answers = answersOf(tokens.grantedToken);

/** One of the ways a call can obtain a token. */
interface Access {
  readonly auth: Credentials;
  readonly tokenStore?: TokenStore;
  /** Options passed to each call. */
  readonly token?: string;
  /** The secrets the API must have received, so that an echo could leak them. */
  readonly sends: ReadonlyArray<string>;
}
const asClient: Access = {
  auth: { grant: "client_credentials", clientId: "server", clientSecret: secrets.clientSecret },
  sends: [secrets.clientSecret],
};
/** A token that a client with these credentials has stored. */
const stored: StoredToken = {
  accessToken: tokens.storedToken,
  refreshToken: tokens.storedRefresh,
  account: tokenAccount({ baseUrl: "https://api.example", auth: asClient.auth }),
};
const accesses: { readonly [name: string]: () => Access } = {
  "client credentials": () => asClient,
  password: () => ({
    auth: {
      grant: "password",
      clientId: "web",
      clientSecret: secrets.clientSecret,
      username: "ada",
      password: secrets.ownPassword,
    },
    sends: [secrets.clientSecret, secrets.ownPassword],
  }),
  "refresh token": () => ({
    auth: { grant: "refresh_token", clientId: "web", refreshToken: tokens.givenRefresh },
    sends: [tokens.givenRefresh],
  }),
  "given token": () => ({ auth: { token: givenToken }, sends: [givenToken] }),
  "token function": () => ({
    auth: { token: () => tokens.tokenOfFunction },
    sends: [tokens.tokenOfFunction],
  }),
  "token of the call": () => ({
    ...asClient,
    token: tokens.tokenOfCall,
    sends: [tokens.tokenOfCall],
  }),
  "token store": () => ({
    ...asClient,
    tokenStore: memoryTokenStore(stored),
    sends: [tokens.storedToken],
  }),
  "token store, expired": () => ({
    ...asClient,
    tokenStore: memoryTokenStore({ ...stored, expiresAt: 0 }),
    sends: [tokens.storedRefresh],
  }),
};

/** A text in each encoding in which it may come back. */
const spelled = (text: string): ReadonlyArray<string> => [
  text,
  JSON.stringify(text),
  encodeURIComponent(text),
  new URLSearchParams([["", text]]).toString(),
];

/** The secrets in a request. */
const secretsOf = async (request: Request): Promise<ReadonlyArray<string>> => {
  const body = await request.clone().text();
  const form = request.headers.get("content-type")?.includes("urlencoded") === true;
  const values: ReadonlyArray<unknown> = form
    ? [...new URLSearchParams(body).values()]
    : Object.values(body === "" ? {} : (JSON.parse(body) as object));
  const bearer = request.headers.get("authorization")?.slice("Bearer ".length);
  return [...values, bearer].filter(
    (value): value is string => typeof value === "string" && marksIn(value).length > 0,
  );
};

/** Everything a request contained, as an error page might echo it. */
const echoOf = async (request: Request): Promise<string> => {
  const headers = [...request.headers].map(([name, value]) => `${name}: ${value}`);
  const body = await request.clone().text();
  const known = (await secretsOf(request)).flatMap(spelled);
  return [request.url, ...headers, body, ...known].join(" ");
};

/** The same, limited to what a header can hold. */
const headerOf = async (request: Request): Promise<string> =>
  (await secretsOf(request))
    .flatMap(spelled)
    .filter((text) => /^[\x20-\x7e]*$/.test(text))
    .join(" ");

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });

type Answer = (request: Request, name: OperationName) => Response | Promise<Response>;

/** A response that echoes the whole request in every field that can hold text. */
const echoing =
  (status: number, headers: Record<string, string> = {}): Answer =>
  async (request, name) => {
    const echo = await echoOf(request);
    const known = (await secretsOf(request)).flatMap(spelled);
    // Only the token endpoint can leak a secret that the client has not sent.
    const fresh = name === "getOAuthToken" ? { access_token: tokens.misshapen } : {};
    return json(
      {
        ...fresh,
        code: status,
        request_id: echo,
        result: [
          { message: `not kept: ${fresh.access_token}` },
          { field: echo, message: echo, details: { echo } },
          { field: `additional_properties.${echo}`, message: echo },
          // Each separately, because long texts are truncated.
          ...known.map((said) => ({ field: said, message: said })),
        ],
        error: echo,
        error_description: `${fresh.access_token} ${echo}`,
        echo,
      },
      status,
      { "x-request-id": await headerOf(request), "retry-after": "0", ...headers },
    );
  };

/** The echo as an HTML page. */
const page =
  (status: number): Answer =>
  async (request) =>
    new Response(`<h1>${await echoOf(request)}</h1>`, {
      status,
      headers: { "content-type": "text/html", "x-request-id": await headerOf(request) },
    });

/** An error thrown by third-party code that contains every secret. */
const indiscreet = (said: string, code = "ECONNRESET"): Error =>
  Object.assign(
    new TypeError(`fetch failed: ${said}`, {
      cause: Object.assign(new Error(`${code} ${said}`), { said, code }),
    }),
    { request: { headers: { authorization: said }, body: said } },
  );

const breaking: Answer = async (request) => {
  throw indiscreet(`${await echoOf(request)} ${tokens.thrown}`);
};

const never: Answer = (request) =>
  new Promise((_, reject) => {
    request.signal.addEventListener("abort", () => reject(indiscreet(tokens.thrown)));
  });

const success: Answer = async (request, name) => {
  const headers = { "x-request-id": await headerOf(request) };
  return answers[name] === undefined
    ? new Response(null, { status: 204, headers })
    : json(answers[name], 200, headers);
};

const grant: Answer = () =>
  json({
    access_token: tokens.grantedToken,
    refresh_token: tokens.receivedRefresh,
    expires_in: 3600,
  });

interface Scenario {
  /** The API's response. */
  readonly api: Answer;
  /** The response to the client's own token requests. Default: a token. */
  readonly token?: () => Answer;
  readonly options?: Partial<UsersClientOptions>;
  readonly input?: (given: ReadonlyArray<unknown>) => ReadonlyArray<unknown>;
  readonly abort?: boolean;
  /** At least one call must have ended this way, or the scenario does not test what it claims. */
  readonly expected: ReadonlyArray<UsersError["_tag"] | "ok">;
}

const scenarios: { readonly [name: string]: Scenario } = {
  success: { api: success, expected: ["ok"] },
  "400": { api: echoing(400), expected: ["BadRequest", "TokenFailure"] },
  "401": { api: echoing(401), expected: ["Unauthorized"] },
  "403": { api: echoing(403), expected: ["Forbidden"] },
  "404": { api: echoing(404), expected: ["UserNotFound", "TemplateNotFound"] },
  "409": {
    api: echoing(409),
    expected: ["UserAlreadyExists", "TemplateAlreadyExists", "TemplateInUse"],
  },
  "418": { api: echoing(418), expected: ["UnexpectedResponse"] },
  "422": { api: echoing(422), expected: ["BadRequest"] },
  "429": { api: echoing(429), expected: ["RateLimited"] },
  "429 with a Retry-After that is too long": {
    api: echoing(429, { "retry-after": "3600" }),
    expected: ["RateLimited"],
  },
  "500": { api: echoing(500), expected: ["ServerError"] },
  "503": { api: echoing(503), expected: ["ServerError"] },
  "a redirect": {
    api: async (request) => {
      const location = `/?${encodeURIComponent(await echoOf(request))}`;
      return new Response(location, { status: 307, headers: { location } });
    },
    expected: ["UnexpectedResponse"],
  },
  "HTML with 200": { api: page(200), expected: ["UnexpectedResponse"] },
  "HTML with 502": { api: page(502), expected: ["ServerError"] },
  "JSON of a wrong shape": {
    api: async (request) => {
      const echo = await echoOf(request);
      const wrong = { [tokens.misshapen]: echo };
      return json({
        ...wrong,
        id: wrong,
        name: wrong,
        content: [wrong],
        access_token: { token: tokens.misshapen },
        refresh_token: [tokens.misshapen],
        expires_in: tokens.misshapen,
        additional_properties: echo,
      });
    },
    expected: ["UnexpectedResponse"],
  },
  "an answer that is too long": {
    api: async (request) => new Response((await echoOf(request)).repeat(20)),
    options: { maxResponseBytes: 1_000 },
    expected: ["UnexpectedResponse"],
  },
  reset: { api: breaking, expected: ["ConnectionFailed"] },
  "a token where the platform's code belongs": {
    api: (request) => {
      throw indiscreet("", request.headers.get("authorization")?.slice("Bearer ".length));
    },
    expected: ["ConnectionFailed"],
  },
  timeout: { api: never, options: { timeout: { attempt: 30 } }, expected: ["TimedOut"] },
  "timeout of the call": { api: never, options: { timeout: { call: 30 } }, expected: ["TimedOut"] },
  aborted: { api: never, abort: true, expected: ["Aborted"] },
  "invalid input": {
    api: success,
    // Valid values in the wrong place: a password as an id, a body inside another one.
    input: (given) => [
      secrets.ownPassword,
      ...given.map((value) => ({ wrong: value, secret: [secrets.newPassword] })),
    ],
    expected: ["InvalidInput"],
  },
  "credentials that are refused": {
    api: success,
    token: () => echoing(401),
    expected: ["TokenFailure"],
  },
  "credentials that are refused with 400": {
    api: success,
    token: () => echoing(400),
    expected: ["TokenFailure"],
  },
  "a token endpoint that fails": {
    api: success,
    token: () => echoing(500),
    expected: ["TokenFailure"],
  },
  "a token endpoint that breaks off": {
    api: success,
    token: () => breaking,
    expected: ["TokenFailure"],
  },
  "a token of a wrong shape": {
    api: success,
    token: () => () =>
      json({ access_token: [tokens.misshapen], refresh_token: { token: tokens.misshapen } }),
    expected: ["TokenFailure"],
  },
  "a token that is refused, and not renewed": {
    api: echoing(401),
    token: () => {
      let asked = 0;
      return (...question) => ((asked += 1) === 1 ? grant(...question) : echoing(400)(...question));
    },
    expected: ["TokenFailure"],
  },
};

const operationOf = (request: Request): OperationName => {
  const { pathname } = new URL(request.url);
  const matches = Object.values(contract).filter(
    ({ method, path }) =>
      method === request.method &&
      new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`).test(pathname),
  );
  // `/users/templates` also matches `/users/{id}`.
  const found = matches.find(({ path }) => !path.endsWith("{id}")) ?? matches[0];
  if (found === undefined) throw new Error(`Nothing at ${request.method} ${pathname}`);
  return found.name;
};

/** The API as one client. */
const serve = ({ api, token }: Scenario, received: Set<string>): Fetch => {
  const answerToken = token?.() ?? grant;
  return async (url, init) => {
    const request = new Request(url, init);
    const secretsSent = await secretsOf(request);
    for (const secret of secretsSent) received.add(secret);
    const name = operationOf(request);
    // The secret distinguishes the `getOAuthToken` operation from the client's own token requests.
    return name === "getOAuthToken" && !secretsSent.includes(secrets.askedClientSecret)
      ? answerToken(request, name)
      : api(request, name);
  };
};

type Methods<A> = { readonly [Name in OperationName]: (...given: ReadonlyArray<unknown>) => A };

/**
 * Calls all operations through the Effect and the Promise client, and collects everything visible
 * from outside.
 */
const observe = async (access: Access, scenario: Scenario) => {
  const sightings: Array<Sighting> = [];
  const see = (where: string, value: unknown) => sightings.push({ where, value });
  const outcomes = new Set<string>();
  const received = new Set<string>();
  const spans: Array<Tracer.NativeSpan> = [];
  const makeOptions = (): UsersClientOptions => ({
    baseUrl: "https://api.example",
    auth: access.auth,
    tokenStore: access.tokenStore,
    fetch: serve(scenario, received),
    onEvent: (event) => see("an event", event),
    tracer: Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options);
        spans.push(span);
        return span;
      },
    }),
    ...scenario.options,
    // One way to obtain a token is enough to test retries.
    retry: { retries: access === asClient ? 1 : 0, baseDelay: 0, budget: 1_000 },
  });
  const argumentsFor = (name: OperationName, signal?: AbortSignal) => {
    const given = scenario.input?.(args[name]) ?? args[name];
    // The options come after the method's other arguments.
    return [
      ...contract[name].args.map((_, index) => given[index]),
      { ...(access.token !== undefined && { token: access.token }), ...(signal && { signal }) },
    ];
  };

  await using client = createUsersClient(makeOptions());
  const throwing = client as unknown as Methods<Promise<unknown>>;
  const result = client.result as unknown as Methods<Promise<Result<unknown, UsersError>>>;
  const aborting = () => {
    const controller = new AbortController();
    // The reason is the caller's own value, so it is passed on as it is. What `fetch` throws is not.
    if (scenario.abort) setTimeout(() => controller.abort(new Error("The page was left.")), 30);
    return controller.signal;
  };
  await Promise.all(
    operations.map(async (name) => {
      const outcome = await result[name](...argumentsFor(name, aborting()));
      outcomes.add(outcome.ok ? "ok" : outcome.error._tag);
      if (!outcome.ok) see(`a result of ${name}`, outcome);
    }),
  );
  // Again, because a client reports a remembered failure, such as a cooldown, too.
  await Promise.all(
    operations.map((name) =>
      throwing[name](...argumentsFor(name, aborting())).catch((error: unknown) => {
        see(`what ${name} throws`, error);
      }),
    ),
  );
  see("the client", client);

  const logger = Logger.make((entry: Logger.Options<unknown>) => {
    see("a log line", [
      entry.message,
      entry.cause,
      Cause.pretty(entry.cause),
      entry.fiber.getRef(References.CurrentLogAnnotations),
      entry.fiber.getRef(References.CurrentLogSpans),
      Logger.formatLogFmt.log(entry),
      Logger.formatJson.log(entry),
    ]);
  });
  const program = Effect.gen(function* () {
    const users = yield* Users;
    see("the service", users);
    const methods = users as unknown as Methods<Effect.Effect<unknown, UsersError>>;
    yield* Effect.forEach(
      operations,
      (name) =>
        methods[name](...argumentsFor(name)).pipe(
          (call) => (scenario.abort ? Effect.timeoutOption(call, 30) : call),
          Effect.tapCause((cause) => Effect.logError(`${name} failed`, cause)),
          Effect.exit,
          Effect.map((exit) => {
            if (Exit.isFailure(exit)) see(`the exit of ${name}`, [exit, Cause.pretty(exit.cause)]);
          }),
        ),
      { concurrency: "unbounded" },
    );
  }).pipe(
    Effect.provide(Users.layer(makeOptions())),
    Effect.provide(Logger.layer([logger])),
    Effect.provideService(References.MinimumLogLevel, "Trace"),
  );
  await Effect.runPromise(program);

  for (const { name, attributes, events, links, annotations, status } of spans) {
    see(`the span ${name}`, [
      name,
      [...attributes],
      events,
      links,
      annotations,
      // The result belongs to the caller; errors and logs may be read by others.
      status._tag === "Ended" && Exit.isFailure(status.exit)
        ? [status.exit, Cause.pretty(status.exit.cause)]
        : [],
    ]);
  }
  return { sightings, outcomes, received, spans };
};

/** Whether the client requests tokens automatically. */
const asksForTokens = ({ auth, token, tokenStore }: Access) =>
  !("token" in auth) && token === undefined && tokenStore === undefined;

describe.each(Object.entries(accesses))("%s", (_, makeAccess) => {
  const possible = Object.entries(scenarios).filter(
    ([, { token }]) => token === undefined || asksForTokens(makeAccess()),
  );
  it.each(possible)("%s", async (name, scenario) => {
    const access = makeAccess();
    const { sightings, outcomes, received, spans } = await observe(access, scenario);
    expect(leaksIn(sightings)).toEqual([]);

    // Secrets were sent, and errors and logs were produced.
    for (const outcome of scenario.expected) expect(outcomes).toContain(outcome);
    const seen = new Set(sightings.map(({ where }) => where));
    expect(seen).toContain("the client");
    expect(seen).toContain("the service");
    expect(spans.length).toBeGreaterThanOrEqual(3 * operations.length);
    if (name !== "invalid input") {
      // A cancelled request is not reported.
      if (scenario.abort !== true) {
        expect(seen).toContain("an event");
        expect(seen).toContain("a log line");
      }
      for (const secret of access.sends) expect(received).toContain(secret);
    }
    if (!outcomes.has("ok")) {
      for (const operation of operations) {
        expect(seen).toContain(`a result of ${operation}`);
        expect(seen).toContain(`what ${operation} throws`);
        if (scenario.abort !== true) expect(seen).toContain(`the exit of ${operation}`);
      }
    }
    if (scenario.token === undefined && name !== "invalid input") {
      for (const secret of Object.values(secrets).slice(2)) expect(received).toContain(secret);
    }
  });
});

describe("an API that records token requests and responses", () => {
  const granting = ["client credentials", "password", "refresh token", "token store, expired"];

  it.each(granting)("%s", async (name) => {
    const access = accesses[name]!();
    const remembered = new Set<string>();
    const sightings: Array<Sighting> = [];
    let grants = 0;
    const fetch: Fetch = async (url, init) => {
      const request = new Request(url, init);
      for (const secret of await secretsOf(request)) remembered.add(secret);
      if (operationOf(request) === "getOAuthToken") {
        grants += 1;
        const granted =
          grants === 1
            ? { access_token: tokens.grantedToken, refresh_token: tokens.receivedRefresh }
            : { access_token: tokens.rotatedToken, refresh_token: tokens.rotatedRefresh };
        for (const secret of Object.values(granted)) remembered.add(secret);
        return json({ ...granted, expires_in: 3600 });
      }
      const result = [...remembered].map((secret) => ({ field: secret, message: secret }));
      return json({ result }, grants === 1 ? 401 : 403);
    };
    await using client = createUsersClient({
      baseUrl: "https://api.example",
      auth: access.auth,
      tokenStore: access.tokenStore,
      fetch,
      onEvent: (event) => sightings.push({ where: "an event", value: event }),
    });
    const result = await client.result.getUserTags(1);
    expect(result.error).toMatchObject({ _tag: "Forbidden", attempts: 2 });
    expect(result.error?.issues).toHaveLength(remembered.size);
    expect([...remembered]).toEqual(
      expect.arrayContaining([
        ...access.sends,
        tokens.grantedToken,
        tokens.receivedRefresh,
        tokens.rotatedToken,
        tokens.rotatedRefresh,
      ]),
    );
    sightings.push({ where: "a result", value: result }, { where: "the client", value: client });
    expect(leaksIn(sightings)).toEqual([]);
  });
});

it("calls at the same time, each with its own token", async () => {
  let asked = 0;
  const received = new Set<string>();
  await using client = createUsersClient({
    baseUrl: "https://api.example",
    // Not async: calls that wait for the function at the same time would share a token.
    auth: { token: () => `${tokens.tokenOfFunction}${"abcde"[(asked += 1) - 1]}` },
    fetch: serve({ api: echoing(403), expected: [] }, received),
  });
  const results = await Promise.all(Array.from({ length: 5 }, () => client.result.getUserTags(1)));
  expect(received.size).toBe(5);
  expect(leaksIn(results.map((value) => ({ where: "a result", value })))).toEqual([]);
  for (const { error } of results) expect(error?._tag).toBe("Forbidden");
});

describe("third-party code", () => {
  const thrown = indiscreet(tokens.thrown);
  const sourcesThatThrow: { readonly [name: string]: Partial<UsersClientOptions> } = {
    "a token function that throws": {
      auth: {
        token: () => {
          throw thrown;
        },
      },
    },
    "a token function that rejects": { auth: { token: () => Promise.reject(thrown) } },
    "a token function that gives something else": {
      auth: { token: () => ({ token: tokens.tokenOfFunction }) as unknown as string },
    },
    "a token function that gives what no header can hold": {
      auth: { token: () => secrets.ownPassword },
    },
    "a token store that throws when it is read": {
      auth: asClient.auth,
      tokenStore: {
        get: () => {
          throw thrown;
        },
        set: () => {},
      },
    },
    "a token store that rejects when it is written": {
      auth: asClient.auth,
      tokenStore: { get: () => undefined, set: () => Promise.reject(thrown) },
    },
    "a fetch that throws at once": {
      fetch: () => {
        throw thrown;
      },
    },
    "a fetch that answers something else": {
      fetch: () => Promise.resolve({ token: tokens.thrown } as unknown as Response),
    },
    "a fetch whose body breaks": {
      fetch: () =>
        Promise.resolve(
          new Response(
            new ReadableStream({
              pull: (controller) => controller.error(thrown),
            }),
          ),
        ),
    },
    "an event listener that throws": {
      fetch: serve({ api: success, expected: [] }, new Set()),
      onEvent: () => {
        throw thrown;
      },
    },
  };

  it.each(Object.entries(sourcesThatThrow))("%s", async (name, options) => {
    const sightings: Array<Sighting> = [];
    await using client = createUsersClient({
      baseUrl: "https://api.example",
      auth: { token: givenToken },
      fetch: serve({ api: success, expected: [] }, new Set()),
      onEvent: (event) => sightings.push({ where: "an event", value: event }),
      ...options,
      retry: { retries: 1, baseDelay: 0 },
    });
    const result = await client.result.getUserTags(1);
    sightings.push({ where: "a result", value: result }, { where: "the client", value: client });
    expect(leaksIn(sightings)).toEqual([]);
    // A listener that throws, or a token that could not be stored, does not fail the call.
    if (result.ok) expect(/event listener|written/.test(name)).toBe(true);
    else expect(["TokenFailure", "ConnectionFailed"]).toContain(result.error._tag);
  });

  it("invalid options", () => {
    const configure = () =>
      createUsersClient({
        baseUrl: `https://ada:${encodeURIComponent(secrets.ownPassword)}@api.example`,
        tokenUrl: `not a URL ${tokens.givenRefresh}`,
        auth: {
          grant: "password",
          clientId: "",
          clientSecret: secrets.clientSecret,
          username: "ada",
          password: secrets.ownPassword,
        },
        headers: { "x-api-key": `a\n${tokens.givenRefresh}` },
        retry: { retries: tokens.givenRefresh as unknown as number },
      });
    expect(configure).toThrow(/KU1006.*KU1008.*KU1003.*KU1001.*KU1005/s);
    try {
      configure();
    } catch (error) {
      expect(leaksIn([{ where: "the error", value: error }])).toEqual([]);
    }
  });
});

describe("over a real connection", () => {
  it.each([
    ["reset before the answer", reset, {}],
    ["reset in the middle of the body", resetMidBody, {}],
    ["a page with 502", html(502), {}],
    // Only here does a timeout end the calls. It is long enough for all of them to be sent.
    ["silence", silence, { retry: { retries: 0 }, timeout: { attempt: 5_000 } }],
  ])("%s", async (_, behavior, limits) => {
    await using server = await startFaultServer(behavior);
    const sightings: Array<Sighting> = [];
    await using client = createUsersClient({
      baseUrl: server.url,
      auth: { token: tokens.tokenOfFunction },
      onEvent: (event) => sightings.push({ where: "an event", value: event }),
      retry: { retries: 1, baseDelay: 0, budget: 1_000 },
      ...limits,
    });
    const result = client.result as unknown as Methods<Promise<Result<unknown, UsersError>>>;
    await Promise.all(
      operations.map(async (name) => {
        const outcome = await result[name](...args[name]);
        sightings.push({ where: `a result of ${name}`, value: outcome });
        if (name !== "addUserTag") expect(outcome.ok).toBe(false);
      }),
    );
    expect(leaksIn(sightings)).toEqual([]);
    const sent = server.requests.map(({ headers, body }) => `${headers.authorization} ${body}`);
    expect(marksIn(sent.join())).toEqual(
      expect.arrayContaining(
        [tokens.tokenOfFunction, ...Object.values(secrets).slice(2)].flatMap(marksIn),
      ),
    );
  });
});

describe("the search itself", () => {
  const secret = secrets.ownPassword;
  const [mark] = marksIn(secret);

  it("recognizes every planted secret by its own marker", () => {
    const all = Object.values({ ...secrets, ...tokens, givenToken }).flatMap(marksIn);
    expect(all).toHaveLength(Object.keys(secrets).length + Object.keys(tokens).length + 1);
    expect(new Set(all).size).toBe(all.length);
  });

  it.each([
    ...spelled(secret),
    secret.toUpperCase(),
    secret.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    secret.slice(2, -4),
    `before${secret}after`,
    encodeURIComponent(JSON.stringify(secret)),
  ])("finds it, written as %s", (text) => {
    expect(marksIn(text)).toEqual([mark]);
  });

  it.each<[string, () => unknown]>([
    ["the message of an error", () => new Error(secret)],
    ["a cause of a cause", () => new Error("a", { cause: new Error("b", { cause: { secret } }) })],
    ["an error of many", () => new AggregateError([new Error(secret)])],
    ["a property", () => ({ a: [{ b: { c: { d: { e: secret } } } }] })],
    ["a name", () => ({ [secret]: 1 })],
    ["a symbol", () => ({ [Symbol("hidden")]: secret })],
    ["a hidden property", () => Object.defineProperty(new Error("a"), "hidden", { value: secret })],
    ["a getter", () => Object.defineProperty({}, "hidden", { get: () => secret })],
    ["a map of sets", () => new Map([[1, new Set([secret])]])],
    ["toString", () => ({ toString: () => secret })],
    ["toJSON", () => ({ toJSON: () => secret })],
    ["an Effect error", () => new BadRequest({ ...blank, message: secret })],
    ["an issue", () => new BadRequest({ ...blank, issues: [{ field: secret, message: "" }] })],
    ["an exit", () => Exit.fail(new BadRequest({ ...blank, requestId: secret }))],
    ["a defect", () => Exit.die(new Error(secret))],
    ["headers", () => new Headers({ authorization: tokens.tokenOfCall })],
    ["a request", () => new Request("https://api.example", { headers: { a: tokens.thrown } })],
  ])("finds it in %s", (_, make) => {
    expect(leaksIn([{ where: "here", value: make() }])).toHaveLength(1);
  });
  const blank = { operation: "getUser", message: "", issues: [], retryable: false, attempts: 1 };

  it("finds an echoed secret if nothing is redacted", async () => {
    const request = new Request("https://api.example/users", {
      method: "POST",
      headers: { authorization: `Bearer ${tokens.tokenOfCall}` },
      body: JSON.stringify(args.registerUser[0]),
    });
    const response = await echoing(400)(request, "registerUser");
    const failed = (redact: (text: string) => string) =>
      errorFromResponse(
        { endpoint: contract.registerUser, attempts: 1, now: 0, redact },
        { status: 400, headers: response.headers, text },
      );
    const text = await response.text();
    const leaks = leaksIn([{ where: "the error", value: failed((said) => said) }]);
    expect(leaks.map((leak) => leak.split(" ")[0])).toEqual(
      expect.arrayContaining(
        [tokens.tokenOfCall, secrets.registeredPassword].flatMap((secret) => marksIn(secret)),
      ),
    );
    expect(everythingOf(failed(() => "x"))).not.toMatch(/zqw/i);
  });
});
