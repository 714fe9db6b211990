import { randomUUID } from "node:crypto";
import { createServer, type Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, RequestError } from "@hono/node-server";
import { breakOffOnSocket } from "./brokenAnswer.ts";
import { requestIdHeader, transportResponse } from "./result.ts";

/** Where to listen. */
export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Only this machine when left out. */
  readonly host?: string | undefined;
}

/** A server that accepts connections. */
export interface Listener {
  readonly url: string;
  /** Accepts no more; requests that are under way have `graceMilliseconds` (10 s) to end. */
  readonly close: (graceMilliseconds?: number) => Promise<void>;
}

/** Slow clients hold nothing for longer. */
const headersTimeout = 10_000;
const requestTimeout = 30_000;
export const defaultGrace = 10_000;

/** A request of which not even the address can be read, such as one with a malformed `Host`. */
const unreadable = (error: unknown) => {
  const requestId = randomUUID();
  const kind = error instanceof RequestError ? "UnreadableRequest" : "ServerError";
  return transportResponse(kind, requestId, { [requestIdHeader]: requestId });
};

const listening = (server: Server, { port, host }: Required<ListenOptions>) =>
  new Promise<AddressInfo>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, () => {
      server.off("error", reject);
      const address = server.address();
      if (typeof address === "object" && address !== null) resolve(address);
      else reject(new Error("The server listens on no port."));
    });
  });

const urlOf = ({ address, family, port }: AddressInfo) =>
  `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;

const stop = async (server: Server, grace: number) => {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  // A connection that was busy is kept alive after its answer: it is idle then, and closed here.
  const idle = setInterval(() => {
    server.closeIdleConnections();
  }, 20);
  const limit = setTimeout(() => {
    server.closeAllConnections();
  }, grace);
  await closed;
  clearInterval(idle);
  clearTimeout(limit);
};

/** Listens on a port of this machine. */
export const listen = async (
  fetch: (request: Request) => Promise<Response>,
  { port, host = "127.0.0.1" }: ListenOptions,
): Promise<Listener> => {
  const handle = getRequestListener(
    async (request, { outgoing }) => {
      const response = await fetch(request);
      return outgoing instanceof ServerResponse ? breakOffOnSocket(response, outgoing) : response;
    },
    { overrideGlobalObjects: false, errorHandler: unreadable },
  );
  const server = createServer({ headersTimeout, requestTimeout }, (request, response) => {
    void handle(request, response);
  });
  const address = await listening(server, { port, host });
  let stopped: Promise<void> | undefined;
  return {
    url: urlOf(address),
    close: (grace = defaultGrace) => (stopped ??= stop(server, grace)),
  };
};
