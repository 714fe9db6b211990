import { createUsersClient, type UsersClient, type UsersClientOptions } from "@knetik-users/core";
import { createServer } from "@knetik-users/server";
import { QueryClient } from "@tanstack/vue-query";
import { type App, createApp, h, nextTick } from "vue";
import { createUsers, type CreateUsersOptions, type UsersPlugin } from "../src/index.ts";

/** One request as it was sent. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly signal: AbortSignal;
}

/** A server in this process, and what was asked of it. */
export interface Sandbox extends AsyncDisposable {
  readonly sent: Array<Sent>;
  /** `"GET /users/1"`, in the order of sending. */
  readonly lines: () => ReadonlyArray<string>;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly options: UsersClientOptions;
  /** With the rights of an administrator. */
  readonly admin: () => UsersClient;
  /** Requests of which this is true wait until `release` is called. */
  readonly hold: (which: (sent: Sent) => boolean) => { readonly release: () => void };
  /** Requests of which this is true are answered with this status. */
  readonly fail: (which: (sent: Sent) => boolean, status: number) => void;
}

/** Starts a sandbox with `users` people; 60 when left out. */
export const startSandbox = async (users = 60): Promise<Sandbox> => {
  const server = await createServer({ sandbox: { users }, passwords: { memory: 8, passes: 1 } });
  const sent: Array<Sent> = [];
  const holds: Array<{ which: (sent: Sent) => boolean; until: Promise<void> }> = [];
  const failures: Array<{ which: (sent: Sent) => boolean; status: number }> = [];
  const clients: Array<UsersClient> = [];

  const fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const one = { method: request.method, path: url.pathname + url.search, signal: request.signal };
    sent.push(one);
    for (const { which, until } of holds) if (which(one)) await until;
    const failure = failures.find(({ which }) => which(one));
    if (failure) return Response.json({ code: 1, message: "no" }, { status: failure.status });
    return server.fetch(request);
  };
  const options = {
    baseUrl: "http://localhost",
    fetch,
    retry: { retries: 0 },
  } satisfies UsersClientOptions;
  return {
    sent,
    lines: () => sent.map(({ method, path }) => `${method} ${path}`),
    fetch,
    options,
    admin: () => {
      const auth = {
        grant: "client_credentials",
        clientId: "server",
        clientSecret: "sandbox-secret",
      } as const;
      const client = createUsersClient({ ...options, auth });
      clients.push(client);
      return client;
    },
    hold: (which) => {
      let release = () => {};
      holds.push({ which, until: new Promise((resolve) => (release = resolve)) });
      return { release: () => release() };
    },
    fail: (which, status) => failures.push({ which, status }),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(clients.map((client) => client.close()));
      await server.close();
    },
  };
};

/** An application with one component, and what its setup returned. */
export interface Mounted<A> extends Disposable {
  readonly result: A;
  readonly users: UsersPlugin;
  readonly queryClient: QueryClient;
  readonly app: App;
  readonly unmount: () => void;
}

/** Mounts a component that has this setup. */
export const mount = <A>(
  given: CreateUsersOptions,
  setup: () => A,
  render: (result: A) => string = () => "",
): Mounted<A> => {
  let result: A | undefined;
  const queryClient = given.queryClient ?? new QueryClient();
  const users = createUsers({ ...given, queryClient });
  const app = createApp({
    setup: () => {
      const made = setup();
      result = made;
      return () => h("p", render(made));
    },
  });
  app.use(users).mount(document.createElement("div"));
  let mounted = true;
  const unmount = () => {
    if (mounted) app.unmount();
    mounted = false;
  };
  return {
    result: result as A,
    users,
    queryClient,
    app,
    unmount,
    [Symbol.dispose]: unmount,
  };
};

/** Lets everything that is ready happen, without time passing. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    await nextTick();
  }
};

/** Waits for something to become true; the test's own time limit ends it otherwise. */
export const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise<void>((resolve) => setImmediate(resolve));
  await nextTick();
};
