import { randomUUID } from "node:crypto";
import * as Effect from "effect/Effect";
import { openDatabase } from "./database/database.ts";
import { databaseKind } from "./database/dialect.ts";
import { makeHandlers } from "./handlers.ts";
import { makeApp } from "./http/app.ts";
import { breakOffInProcess } from "./http/brokenAnswer.ts";
import { defaultGrace, listen, type Listener, type ListenOptions } from "./http/listener.ts";
import { requestIdHeader, transportResponse } from "./http/result.ts";
import { makeUnderWay } from "./http/underWay.ts";
import { resolveOptions, type UsersServerOptions } from "./options.ts";
import { demandNoSandbox } from "./sandbox/mark.ts";
import { openSandbox, type Sandbox } from "./sandbox/sandbox.ts";

/** A running Users API. */
export interface UsersServer extends AsyncDisposable {
  /** Answers a request in process, with no socket. Hand it to a client as its `fetch`. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Accepts connections, on 127.0.0.1 unless another `host` is given. */
  readonly listen: (options: ListenOptions) => Promise<Listener>;
  /**
   * Stops listening, lets requests that are under way end, for up to `graceMilliseconds` (10 s), and
   * closes the database.
   */
  readonly close: (graceMilliseconds?: number) => Promise<void>;
}

const stopping = () => {
  const requestId = randomUUID();
  return transportResponse("Stopping", requestId, { [requestIdHeader]: requestId });
};

/**
 * Starts the Users API: on a database of its own, in memory, unless another one is given.
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
  const { database: choice, seeding, tokens, now, log, telemetry } = resolveOptions(options);
  const database = await openDatabase(databaseKind(choice));
  let sandbox: Sandbox | undefined;
  try {
    if (seeding === undefined) await Effect.runPromise(demandNoSandbox(database.queries));
    else sandbox = await openSandbox(database, seeding, now);
  } catch (error) {
    await database.close();
    throw error;
  }
  const services = { database, now: sandbox?.clock.now ?? now, tokens };
  const app = makeApp({ services, handlers: makeHandlers(services), sandbox, log, telemetry });

  const underWay = makeUnderWay(stopping);
  let stopped: Promise<void> | undefined;
  const answer = async (request: Request): Promise<Response> =>
    stopped === undefined ? underWay.track(Promise.resolve(app.fetch(request))) : stopping();

  const listeners = new Set<Listener>();
  const stop = async (grace: number) => {
    await Promise.all([
      underWay.settle(grace),
      ...Array.from(listeners, (listener) => listener.close(grace)),
    ]);
    await database.close();
  };
  const close = (grace = defaultGrace) => (stopped ??= stop(grace));
  const demandOpen = () => {
    if (stopped !== undefined) throw new Error("The server is closed: it cannot listen any more.");
  };
  return {
    fetch: async (request) => breakOffInProcess(await answer(request), request),
    listen: async (where) => {
      demandOpen();
      const listener = await listen(answer, where);
      listeners.add(listener);
      // Closed in the meantime: nobody else would close this one.
      if (stopped !== undefined) await listener.close();
      demandOpen();
      return listener;
    },
    close,
    [Symbol.asyncDispose]: () => close(),
  };
};
