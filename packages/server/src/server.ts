import { randomUUID } from "node:crypto";
import * as Effect from "effect/Effect";
import { withTimeout } from "./async/withTimeout.ts";
import { type Database, openDatabase, type Replica } from "./database/database.ts";
import { openReplica } from "./database/replica/openReplica.ts";
import { databaseKind } from "./database/resolveDatabase.ts";
import { makeHandlers } from "./api/handlers.ts";
import { makeApp } from "./http/app.ts";
import { breakOffInProcess } from "./http/brokenAnswer.ts";
import { inProcess, type PeerAddress } from "./http/clientAddress.ts";
import { defaultGraceMs, listen, type Listener, type ListenOptions } from "./http/listener.ts";
import { requestIdHeader, transportErrorResponse } from "./http/response.ts";
import { TextResponse } from "./http/textResponse.ts";
import { makeInFlightRequests } from "./http/inFlight.ts";
import { startDelivery } from "./mail/delivery.ts";
import { smtpMailer } from "./mail/smtp.ts";
import { startMaintenance } from "./api/maintenance.ts";
import {
  type ResolvedOptions,
  resolveOptions,
  type UsersServerOptions,
} from "./options/serverOptions.ts";
import { makePasswordHasher } from "./api/password-hashing/passwordQueue.ts";
import { requireNoSandbox } from "./sandbox/state/sandboxMetadata.ts";
import { sandboxExtension } from "./sandbox/sandboxExtension.ts";
import { openSandbox, type Sandbox } from "./sandbox/instance/sandbox.ts";
import { startGauges } from "./telemetry/serverGauges.ts";
import type { Services } from "./api/context/services.ts";

/** A running Users API. */
export interface UsersServer extends AsyncDisposable {
  /**
   * Handles a request in process, without a socket. Takes what the platform's `fetch` takes, so that it
   * can be passed to a client as `fetch`.
   */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  /** Listens for connections, by default on 127.0.0.1. */
  readonly listen: (options: ListenOptions) => Promise<Listener>;
  /**
   * Stops listening, waits up to `graceMilliseconds` (10 s) for requests in flight, and closes the
   * database.
   */
  readonly close: (graceMilliseconds?: number) => Promise<void>;
}

/** Background tasks: expiry, mail delivery and measurements. */
const startBackground = (
  services: Services,
  { delivery, auditRetention, telemetry }: ResolvedOptions,
) => {
  const works = [
    startMaintenance(services, auditRetention),
    ...(telemetry ? [startGauges(services)] : []),
    ...(delivery === undefined ? [] : [startDelivery(services, smtpMailer(delivery), delivery)]),
  ];
  return { stop: () => Promise.all(works.map((work) => work.stop())) };
};

const stopping = () => {
  const requestId = randomUUID();
  return transportErrorResponse("Stopping", requestId, { [requestIdHeader]: requestId });
};

/**
 * Starts the Users API, by default on a database in memory.
 *
 * @example
 * ```ts
 * import { createServer } from "@knetik-users/server";
 *
 * await using server = await createServer({ sandbox: true }); const response = await
 * server.fetch(new Request("http://localhost/users/1")); console.log(await response.json());
 * ```
 */
export const createServer = async (options: UsersServerOptions = {}): Promise<UsersServer> => {
  const resolved = resolveOptions(options);
  return serveDatabase(await openDatabase(databaseKind(resolved.database)), resolved);
};

/** Serves an open database and closes it at the end. */
export const serveDatabase = async (
  database: Database,
  resolved: ResolvedOptions,
): Promise<UsersServer> => {
  const { seeding, now, log, http, telemetry } = resolved;
  let sandbox: Sandbox | undefined;
  let replica: Replica | undefined;
  try {
    if (seeding === undefined) await Effect.runPromise(requireNoSandbox(database.queries));
    else sandbox = await openSandbox(database, seeding, now, resolved.passwords.cost);
    replica = await openReplica(database, resolved.database);
  } catch (error) {
    await database.close();
    throw error;
  }
  const services: Services = {
    database: { ...database, replica },
    now: sandbox?.clock.now ?? now,
    tokens: resolved.tokens,
    limits: resolved.limits,
    messages: resolved.messages,
    passwords: makePasswordHasher(resolved.passwords),
    bodyLimit: http.bodyLimit,
  };
  const handlers = makeHandlers(services);
  const app = makeApp({
    services,
    handlers,
    extension: sandbox && sandboxExtension(sandbox),
    log,
    telemetry,
    ...http,
  });
  const background = startBackground(services, resolved);

  const underWay = makeInFlightRequests(stopping);
  let stopped: Promise<void> | undefined;
  let isStopped = false;
  // Requests are handled until the last connection is closed, because their clients did not know of
  // the shutdown.
  const answer = async (request: Request, peer: PeerAddress): Promise<Response> =>
    isStopped ? stopping() : underWay.track(Promise.resolve(app.fetch(request, { peer })));
  const answerInProcess = (request: Request) =>
    stopped === undefined ? answer(request, inProcess) : stopping();

  const listeners = new Set<Listener>();
  const stop = async (grace: number) => {
    await Promise.all([
      underWay.settle(grace),
      ...Array.from(listeners, (listener) => listener.close(grace)),
    ]);
    isStopped = true;
    await withTimeout(background.stop(), grace);
    await replica?.close();
    await database.close();
  };
  const close = (grace = defaultGraceMs) => (stopped ??= stop(grace));
  const requireOpen = () => {
    if (stopped !== undefined) throw new Error("The server is closed and cannot listen.");
  };
  return {
    fetch: async (input, init) => {
      // A request is not copied, because an adapter's own class may not survive it.
      const request =
        input instanceof Request && init === undefined ? input : new Request(input, init);
      const response = await breakOffInProcess(await answerInProcess(request), request);
      return TextResponse.platformResponseOf(response);
    },
    listen: async (where) => {
      requireOpen();
      const listener = await listen(answer, where, http);
      listeners.add(listener);
      // The server was closed in the meantime, so close this listener too.
      if (stopped !== undefined) await listener.close();
      requireOpen();
      return listener;
    },
    close,
    [Symbol.asyncDispose]: () => close(),
  };
};
