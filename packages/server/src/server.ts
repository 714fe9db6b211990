import { randomUUID } from "node:crypto";
import { openDatabase } from "./database/database.ts";
import { sqlite } from "./database/dialect.ts";
import { makeHandlers } from "./handlers.ts";
import { makeApp } from "./http/app.ts";
import { listen, type Listener, type ListenOptions } from "./http/listener.ts";
import { requestIdHeader, transportResponse } from "./http/result.ts";
import { resolveOptions, type UsersServerOptions } from "./options.ts";
import { seedSandbox } from "./sandbox/seed.ts";

/** A running Users API. */
export interface UsersServer extends AsyncDisposable {
  /** Answers a request in process, with no socket. Hand it to a client as its `fetch`. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Accepts connections, on 127.0.0.1 unless another `host` is given. */
  readonly listen: (options: ListenOptions) => Promise<Listener>;
  /** Stops listening, lets requests that are under way end, and closes the database. */
  readonly close: () => Promise<void>;
}

/**
 * Starts the Users API on a database of its own: in memory unless a file is given.
 *
 * @example
 * ```ts
 * import { createServer } from "@knetik-users/server";
 *
 * await using server = await createServer({ sandbox: true });
 * const response = await server.fetch(new Request("http://localhost/users/1"));
 * console.log(await response.json());
 * ```
 */
export const createServer = async (options: UsersServerOptions = {}): Promise<UsersServer> => {
  const { file, sandboxUsers, tokens, now, log } = resolveOptions(options);
  const database = await openDatabase(sqlite(file));
  const services = { database, now, tokens };
  const sandbox = sandboxUsers !== undefined;
  if (sandbox) await seedSandbox(services, sandboxUsers);
  const app = makeApp({ services, handlers: makeHandlers(services), sandbox, log });

  const underWay = new Set<Promise<Response>>();
  let stopped: Promise<void> | undefined;
  const fetch = async (request: Request): Promise<Response> => {
    if (stopped !== undefined) {
      const requestId = randomUUID();
      return transportResponse("Stopping", requestId, { [requestIdHeader]: requestId });
    }
    const response = Promise.resolve(app.fetch(request));
    underWay.add(response);
    try {
      return await response;
    } finally {
      underWay.delete(response);
    }
  };

  const listeners = new Set<Listener>();
  const stop = async () => {
    await Promise.all([...listeners].map((listener) => listener.close()));
    await Promise.allSettled(underWay);
    await database.close();
  };
  const close = () => (stopped ??= stop());
  return {
    fetch,
    listen: async (where) => {
      const listener = await listen(fetch, where);
      listeners.add(listener);
      return listener;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
};
