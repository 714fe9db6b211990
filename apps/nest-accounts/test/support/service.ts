import { createApp } from "../../src/create-app.ts";
import type { AppOptions } from "../../src/app-options.ts";
import { defaultSettings, type AdapterName } from "../../src/config/settings.ts";
import { logLines } from "./log-lines.ts";
import type { Upstream } from "./upstream.ts";

export const adapters: ReadonlyArray<AdapterName> = ["express", "fastify"];

export interface Call {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed JSON; undefined if there is none. */
  readonly body: ReturnType<JSON["parse"]>;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The service on a socket, and a plain HTTP client. */
export interface Service extends AsyncDisposable {
  readonly url: string;
  readonly call: (method: Method, path: string, call?: Call) => Promise<Answered>;
  readonly signIn: (username: string, password: string) => Promise<string>;
  readonly logged: () => string;
  readonly close: () => Promise<void>;
}

export const startService = async (
  adapter: AdapterName,
  upstream: Pick<Upstream, "url" | "fetch">,
  { users, ...options }: Partial<AppOptions> = {},
): Promise<Service> => {
  const logger = logLines();
  const app = await createApp({
    ...defaultSettings,
    adapter,
    apiUrl: upstream.url,
    clientId: "server",
    clientSecret: "sandbox-secret",
    throttle: { limit: 1_000, ttl: 60_000 },
    logger,
    users: {
      fetch: upstream.fetch,
      retry: { retries: 0 },
      // Many callers at once wait long on a machine that is busy.
      timeout: { attempt: 120_000, call: 180_000 },
      ...users,
    },
    ...options,
  });
  await app.listen(0, "127.0.0.1");
  const url = await app.getUrl();
  const call: Service["call"] = async (method, path, { token, body, headers, signal } = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    });
    const text = await response.text();
    const json = (response.headers.get("content-type") ?? "").includes("json");
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: json ? (JSON.parse(text) as unknown) : undefined,
    };
  };
  const close = () => app.close();
  return {
    url,
    call,
    signIn: async (username, password) => {
      const { status, body } = await call("POST", "/sessions", { body: { username, password } });
      if (status !== 201) throw new Error(`${username} cannot sign in: ${status}`);
      return body.accessToken as string;
    },
    logged: () => logger.lines.join("\n"),
    close,
    [Symbol.asyncDispose]: close,
  };
};
