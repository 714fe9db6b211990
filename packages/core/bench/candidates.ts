import { createRequire } from "node:module";

/** The two benchmarked calls, made by one client. */
export interface BenchedCalls {
  readonly getUser: () => Promise<unknown>;
  readonly getPage: () => Promise<unknown>;
}

/** Where a client sends its calls. `fetch` replaces the connection to `baseUrl`. */
export interface Target {
  readonly baseUrl: string;
  readonly fetch?: typeof globalThis.fetch;
}

interface OfficialSdk {
  ApiClient: { instance: { basePath: string } };
  UsersApi: new () => {
    getUser(id: string): Promise<unknown>;
    getUsers(options: { size: number }): Promise<unknown>;
  };
}

/** The part of the API that openapi-fetch reads from its type parameter. */
interface OpenApiPaths {
  "/users/{id}": {
    get: {
      parameters: { path: { id: number } };
      responses: { 200: { content: { "application/json": unknown } } };
    };
  };
  "/users": {
    get: {
      parameters: { query: { size: number } };
      responses: { 200: { content: { "application/json": unknown } } };
    };
  };
}

/**
 * Each client with its own defaults, so that a row compares what applications get. Only ky's retries
 * are off: the core sets them the same. A client is imported when it is created, because each runs in a
 * process of its own.
 */
export const candidates = {
  "raw fetch": async ({ baseUrl, fetch = globalThis.fetch }) => ({
    getUser: async () => (await fetch(`${baseUrl}/users/1`)).json(),
    getPage: async () => (await fetch(`${baseUrl}/users?size=100`)).json(),
  }),

  "bare ky": async ({ baseUrl, ...fetchOption }) => {
    const { default: ky } = await import("ky");
    const http = ky.create({ retry: 0, ...fetchOption });
    return {
      getUser: () => http(`${baseUrl}/users/1`).json(),
      getPage: () => http(`${baseUrl}/users?size=100`).json(),
    };
  },

  ours: async (target) => {
    const { createUsersClient } = await import("@knetik-users/core");
    const client = createUsersClient(target);
    return {
      getUser: () => client.getUser(1),
      getPage: () => client.getUsers({ size: 100 }),
    };
  },

  "official SDK": async ({ baseUrl }) => {
    const sdk = createRequire(import.meta.url)("@knetik/knetikcloud-sdk") as OfficialSdk;
    sdk.ApiClient.instance.basePath = baseUrl;
    const users = new sdk.UsersApi();
    return {
      getUser: () => users.getUser("1"),
      getPage: () => users.getUsers({ size: 100 }),
    };
  },

  openai: async ({ baseUrl, ...fetchOption }) => {
    const { OpenAI } = await import("openai");
    const client = new OpenAI({ baseURL: baseUrl, apiKey: "unused", ...fetchOption });
    return {
      getUser: async () => client.get("/users/1"),
      getPage: async () => client.get("/users", { query: { size: 100 } }),
    };
  },

  stripe: async ({ baseUrl, fetch }) => {
    const { Stripe } = await import("stripe");
    const { hostname, port } = new URL(baseUrl);
    const client = new Stripe("unused", {
      host: hostname,
      port,
      protocol: "http",
      ...(fetch && { httpClient: Stripe.createFetchHttpClient(fetch) }),
    });
    return {
      getUser: () => client.rawRequest("GET", "/users/1"),
      getPage: () => client.rawRequest("GET", "/users?size=100"),
    };
  },

  "@octokit/rest": async ({ baseUrl, fetch }) => {
    const { Octokit } = await import("@octokit/rest");
    const client = new Octokit({ baseUrl, ...(fetch && { request: { fetch } }) });
    return {
      getUser: () => client.request("GET /users/{id}", { id: 1 }),
      getPage: () => client.request("GET /users", { size: 100 }),
    };
  },

  "openapi-fetch": async (target) => {
    const { default: createClient } = await import("openapi-fetch");
    const client = createClient<OpenApiPaths>(target);
    return {
      getUser: () => client.GET("/users/{id}", { params: { path: { id: 1 } } }),
      getPage: () => client.GET("/users", { params: { query: { size: 100 } } }),
    };
  },
} satisfies Readonly<Record<string, (target: Target) => Promise<BenchedCalls>>>;

export type CandidateName = keyof typeof candidates;
