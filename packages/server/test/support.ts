import { freshDatabase } from "./engines/databases.ts";
import { type Database, openDatabase } from "../src/database/database.ts";
import { databaseKind } from "../src/database/resolveDatabase.ts";
import type { UsersServer, UsersServerOptions } from "../src/index.ts";
import { resolveOptions } from "../src/options/serverOptions.ts";
import { serveDatabase } from "../src/server.ts";

/** A parsed response. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Tests look into whatever is there.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export interface Sent {
  readonly token?: string | undefined;
  readonly json?: unknown;
  readonly form?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** The server and callers of one test. */
export interface Fixture extends AsyncDisposable {
  readonly server: UsersServer;
  /** Direct access to the database. */
  readonly database: Database;
  readonly call: (method: string, path: string, sent?: Sent) => Promise<Answer>;
  readonly grant: (
    form: Record<string, string>,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  /** Signs a user in through the public client. */
  readonly signIn: (username: string, password: string) => Promise<string>;
  /** A token of the confidential client, which has both roles. */
  readonly admin: string;
  /** Registers a user and returns the id. */
  readonly register: (username: string, fields?: object, token?: string) => Promise<number>;
  /** Whole seconds since 1970 by the fixture's clock. */
  readonly now: () => number;
  /** Advances the clock. */
  readonly advance: (seconds: number) => void;
}

export const bodyOf = ({ json, form, body }: Sent) => {
  if (body !== undefined) return body;
  if (form !== undefined) return new URLSearchParams(form).toString();
  return json === undefined ? undefined : JSON.stringify(json);
};

export const callerOf =
  (server: Pick<UsersServer, "fetch">) =>
  async (method: string, path: string, sent: Sent = {}): Promise<Answer> => {
    const headers = new Headers(sent.headers);
    if (sent.token !== undefined) headers.set("authorization", `Bearer ${sent.token}`);
    if (sent.form !== undefined) headers.set("content-type", "application/x-www-form-urlencoded");
    else if (!headers.has("content-type")) headers.set("content-type", "application/json");
    const request = new Request(`http://test${path}`, {
      method,
      headers,
      body: bodyOf(sent) ?? null,
    });
    const response = await server.fetch(request);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? undefined : JSON.parse(text),
    };
  };

/**
 * A sandbox on the engine under test at 2026-02-01. By default its only users are `admin` and
 * `jdoe`.
 */
export const start = async (options: UsersServerOptions = {}): Promise<Fixture> => {
  let now = Date.UTC(2026, 1, 1);
  const fresh = options.database === undefined ? await freshDatabase() : undefined;
  const resolved = resolveOptions({
    sandbox: { users: 2 },
    clock: () => now,
    database: fresh?.database,
    // argon2's minimum; the default cost is tested beside its source.
    passwords: { memory: 8, passes: 1 },
    ...options,
  });
  const database = await openDatabase(databaseKind(resolved.database));
  const server = await serveDatabase(database, resolved);
  const close = async () => {
    await server.close();
    await fresh?.drop();
  };
  const call = callerOf(server);
  const grant = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    call("POST", "/oauth/token", { form, headers });
  const signIn = async (username: string, password: string): Promise<string> => {
    const answer = await grant({ grant_type: "password", client_id: "web", username, password });
    if (answer.status !== 200) throw new Error(`sign in: ${JSON.stringify(answer.body)}`);
    return answer.body.access_token;
  };
  const credentials = { client_id: "server", client_secret: "sandbox-secret" };
  const granted = await grant({ grant_type: "client_credentials", ...credentials });
  return {
    server: { ...server, close },
    database,
    call,
    grant,
    signIn,
    admin: granted.body.access_token,
    register: async (username, fields = {}, token) => {
      const json = {
        username,
        email: `${username}@example.org`,
        password: "a-password",
        ...fields,
      };
      const answer = await call("POST", "/users", { json, token });
      if (answer.status !== 200) throw new Error(`register: ${JSON.stringify(answer.body)}`);
      return answer.body.id;
    },
    now: () => now / 1_000,
    advance: (seconds) => {
      now += seconds * 1000;
    },
    [Symbol.asyncDispose]: close,
  };
};

/** The fields of an error's issues, in order. */
export const fieldsOf = ({ body }: Answer): ReadonlyArray<string | undefined> =>
  body.result.map(({ field }: { field?: string }) => field);
