import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createUsersClient, type OAuthToken } from "@knetik-users/core";
import { createServer } from "@knetik-users/server";

/** A rule in front of the API: responds itself, waits, or passes a request on. */
export type Rule = (
  request: Request,
  path: string,
) => Response | undefined | Promise<Response | undefined>;

/** The API on a local port, with controls for tests. */
export interface Api extends AsyncDisposable {
  readonly url: string;
  /** Calls such as `GET /users/1`, in order of arrival, without preflights. */
  readonly calls: Array<string>;
  /** Adds a rule. Call the returned function to remove it. */
  readonly intercept: (rule: Rule) => () => void;
  /** Removes all rules and recorded calls. */
  readonly reset: () => void;
  readonly advance: (seconds: number) => void;
  /** Signs in past the rules, and is not recorded. */
  readonly signIn: (username: string) => Promise<OAuthToken>;
  /** Calls the API with every role. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<unknown>;
  /** The newest reset message to an address. */
  readonly readMail: (email: string) => Promise<{ readonly id: string; readonly secret: string }>;
}

const open = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "x-request-id",
};

/** A response as sent by a gateway. */
export const gateway = (status: number, headers: Record<string, string> = {}): Response =>
  new Response("<html>no</html>", {
    status,
    headers: { ...open, "content-type": "text/html", "x-request-id": "gateway-1", ...headers },
  });

/** Cheap hashes. */
export const passwords = { memory: 8, passes: 1 };

/** Starts the real server with this number of users, in memory or on the file of an earlier one. */
export const startApi = async (users: number, file?: string): Promise<Api> => {
  let ahead = 0;
  const server = await createServer({
    passwords,
    sandbox: { users },
    ...(file !== undefined && { database: { file } }),
    clock: () => Date.now() + ahead * 1000,
  });
  const calls: Array<string> = [];
  const rules = new Set<Rule>();
  const handle = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    if (request.method !== "OPTIONS") {
      calls.push(`${request.method} ${pathname}${search}`);
      for (const rule of rules) {
        const answer = await rule(request, pathname + search);
        if (answer !== undefined) return answer.clone();
      }
    }
    return server.fetch(request);
  };
  const listener = getRequestListener(handle, { overrideGlobalObjects: false });
  const http = createHttpServer((request, response) => void listener(request, response));
  http.listen({ port: 0, host: "127.0.0.1" });
  await once(http, "listening");
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    url,
    calls,
    intercept: (rule) => {
      rules.add(rule);
      return () => rules.delete(rule);
    },
    reset: () => {
      rules.clear();
      calls.length = 0;
    },
    advance: (seconds) => (ahead += seconds),
    signIn: async (username) => {
      await using client = createUsersClient({
        baseUrl: url,
        fetch: (requested, init) => server.fetch(new Request(requested, init)),
      });
      return await client.getOAuthToken({
        grantType: "password",
        clientId: "web",
        username,
        password: `sandbox-${username}`,
      });
    },
    call: async (method, path, body) => {
      const token = (await (
        await fetch(`${url}/oauth/token`, {
          method: "POST",
          body: new URLSearchParams({
            grant_type: "client_credentials",
            client_id: "server",
            client_secret: "sandbox-secret",
          }),
        })
      ).json()) as { readonly access_token: string };
      const response = await fetch(url + path, {
        method,
        headers: {
          authorization: `Bearer ${token.access_token}`,
          "content-type": "application/json",
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
      return text === "" ? undefined : JSON.parse(text);
    },
    readMail: async (email) => {
      const mails = (await (await fetch(`${url}/_sandbox/mail`)).json()) as ReadonlyArray<{
        readonly recipient: string;
        readonly body: string;
      }>;
      const body = mails.find(({ recipient }) => recipient === email)?.body ?? "";
      const [, id, secret] = /User id: (\d+)\nSecret: (\S+)/.exec(body) ?? [];
      if (id === undefined || secret === undefined) throw new Error(`No mail to ${email}`);
      return { id, secret };
    },
    [Symbol.asyncDispose]: async () => {
      http.closeAllConnections();
      http.close();
      await server.close();
    },
  };
};
