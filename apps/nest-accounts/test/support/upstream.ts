import type { Fetch, FetchInit } from "@knetik-users/core";
import { createServer, type Listener } from "@knetik-users/server";

/** Current faults of the Users API. */
export type Fault = "none" | "slow" | "html" | "limited" | "broken" | "stopping";

const html = "<!doctype html><title>gateway</title>upstream-secret-page";

const answers: Record<Exclude<Fault, "none" | "slow">, () => Response> = {
  html: () => new Response(html, { headers: { "content-type": "text/html" } }),
  limited: () => new Response(null, { status: 429, headers: { "retry-after": "60" } }),
  broken: () => new Response(html, { status: 500 }),
  stopping: () => new Response(html, { status: 503, headers: { "retry-after": "60" } }),
};

const never = ({ signal }: FetchInit) =>
  new Promise<Response>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error));
  });

/** The Users API on a socket, with injectable faults in front of it. */
export interface Upstream extends AsyncDisposable {
  readonly url: string;
  readonly fetch: Fetch;
  fault: Fault;
  /** Delay of each request, in milliseconds. */
  delay: number;
  /** Number of requests so far. */
  readonly seen: () => number;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly resetSecret: (email: string) => Promise<string>;
  /** Gets a user's access token directly from the API. */
  readonly token: (username: string, password: string) => Promise<string>;
}

export const startUpstream = async (users = 10): Promise<Upstream> => {
  const server = await createServer({
    database: "memory",
    sandbox: { users },
    passwords: { memory: 8, passes: 1 },
  });
  let listener: Listener = await server.listen({ port: 0 });
  const { url } = listener;
  const port = Number(new URL(url).port);
  let seen = 0;
  const upstream: Upstream = {
    url,
    fault: "none",
    delay: 0,
    seen: () => seen,
    fetch: async (url, init) => {
      seen += 1;
      if (upstream.fault === "slow") return never(init);
      if (upstream.fault !== "none") return answers[upstream.fault]();
      if (upstream.delay > 0) await new Promise((done) => setTimeout(done, upstream.delay));
      return fetch(url, init);
    },
    stop: () => listener.close(),
    start: async () => {
      listener = await server.listen({ port });
    },
    resetSecret: async (email) => {
      const mail = (await (await fetch(`${url}/_sandbox/mail`)).json()) as ReadonlyArray<{
        recipient: string;
        body: string;
      }>;
      const message = mail.find(({ recipient }) => recipient === email);
      return /^Secret: (\S+)$/m.exec(message?.body ?? "")?.[1] ?? "";
    },
    token: async (username, password) => {
      const response = await fetch(`${url}/oauth/token`, {
        method: "POST",
        body: new URLSearchParams({ grant_type: "password", client_id: "web", username, password }),
      });
      return ((await response.json()) as { access_token: string }).access_token;
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
  return upstream;
};
