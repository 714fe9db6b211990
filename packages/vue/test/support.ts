import { createUsersClient, type UsersClient, type UsersClientOptions } from "@knetik-users/core";
import { createServer } from "@knetik-users/server";
import { QueryClient } from "@tanstack/vue-query";
import { type App, createApp, h, nextTick } from "vue";
import { createUsers, type CreateUsersOptions, type UsersPlugin } from "../src/index.ts";

/** A sent request. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly signal: AbortSignal;
}

/** An in-process server that records its requests. */
export interface Sandbox extends AsyncDisposable {
  readonly sent: Array<Sent>;
  /** Such as `"GET /users/1"`, in order. */
  readonly lines: () => ReadonlyArray<string>;
  readonly fetch: (input: string, init: RequestInit) => Promise<Response>;
  readonly options: UsersClientOptions;
  /** A client with every role. */
  readonly admin: () => UsersClient;
  /** Requests that match wait until `release` is called. */
  readonly hold: (which: (sent: Sent) => boolean) => { readonly release: () => void };
  /** Requests that match fail with this status. */
  readonly fail: (which: (sent: Sent) => boolean, status: number) => void;
}

/** Starts a sandbox with this number of users. Default: 60. */
export const startSandbox = async (users = 60): Promise<Sandbox> => {
  const server = await createServer({ sandbox: { users }, passwords: { memory: 8, passes: 1 } });
  const sent: Array<Sent> = [];
  const holds: Array<{ which: (sent: Sent) => boolean; until: Promise<void> }> = [];
  const failures: Array<{ which: (sent: Sent) => boolean; status: number }> = [];
  const clients: Array<UsersClient> = [];

  const fetch = async (input: string, init: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
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

/** An application with one component, and the result of its setup. */
export interface Mounted<A> extends Disposable {
  readonly result: A;
  readonly users: UsersPlugin;
  readonly queryClient: QueryClient;
  readonly app: App;
  readonly unmount: () => void;
}

/** Mounts a component with this setup. */
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

/** Runs all pending work, without advancing time. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    await nextTick();
  }
};

/** Waits until a condition is true; the test's timeout limits the wait. */
export const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise<void>((resolve) => setImmediate(resolve));
  await nextTick();
};
