import { randomUUID } from "node:crypto";
import { createServer, type Server, ServerResponse } from "node:http";
import { type AddressInfo, Server as SocketServer } from "node:net";
import { getRequestListener, RequestError } from "@hono/node-server";
import { breakOffOnSocket } from "./brokenAnswer.ts";
import type { TimeLimits } from "./httpOptions.ts";
import { requestIdHeader, transportErrorResponse } from "./errorResponse.ts";

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

export const defaultGraceMs = 10_000;

/** A request of which not even the address can be read, such as one with a malformed `Host`. */
const unreadable = (error: unknown) => {
  const requestId = randomUUID();
  const kind = error instanceof RequestError ? "UnreadableRequest" : "ServerError";
  return transportErrorResponse(kind, requestId, { [requestIdHeader]: requestId });
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

/** Milliseconds. What a client sent before it could know of the end is here by then. */
const drainMs = 100;

/**
 * Accepts no more connections, and answers on those that there are, telling each client with the
 * answer that it was the last. Not by Node's own `close`, which ends a connection at once if it has
 * read nothing from it: there may be a request.
 */
const stop = async (server: Server, answers: ReadonlySet<ServerResponse>, grace: number) => {
  const closed = new Promise<void>((resolve) => {
    SocketServer.prototype.close.call(server, () => {
      resolve();
    });
  });
  const isLast = (answer: ServerResponse) => {
    answer.shouldKeepAlive = false;
  };
  server.prependListener("request", (_, answer) => {
    isLast(answer);
  });
  for (const answer of answers) isLast(answer);
  let idle: NodeJS.Timeout | undefined;
  const lingering = setTimeout(() => {
    idle = setInterval(() => {
      // After what has come in has been read, however long something else took before.
      setImmediate(() => {
        server.closeIdleConnections();
      });
    }, 20);
  }, drainMs);
  const limit = setTimeout(() => {
    server.closeAllConnections();
  }, grace);
  await closed;
  for (const timer of [lingering, idle, limit]) clearTimeout(timer);
  // It no longer looks for slow clients.
  server.close();
};

/** Slow clients hold a connection no longer than this. */
const serverOf = (
  handle: ReturnType<typeof getRequestListener>,
  { headersTimeout, requestTimeout, keepAliveTimeout, idleTimeout }: TimeLimits,
) => {
  const server = createServer(
    {
      // They are a part of the request, and Node wants it said like that.
      headersTimeout: Math.min(headersTimeout, requestTimeout),
      requestTimeout,
      keepAliveTimeout,
      // Node looks every 30 seconds otherwise.
      connectionsCheckingInterval: Math.min(1_000, headersTimeout / 2, requestTimeout / 2),
    },
    (request, response) => {
      void handle(request, response);
    },
  );
  // Also of who does not read the answer.
  server.setTimeout(idleTimeout);
  return server;
};

/** Listens on a port of this machine. `fetch` is told the address of whoever calls. */
export const listen = async (
  fetch: (request: Request, peer: string) => Promise<Response>,
  { port, host = "127.0.0.1" }: ListenOptions,
  limits: TimeLimits,
): Promise<Listener> => {
  const handle = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const response = await fetch(request, incoming.socket.remoteAddress ?? "");
      return outgoing instanceof ServerResponse ? breakOffOnSocket(response, outgoing) : response;
    },
    { overrideGlobalObjects: false, errorHandler: unreadable },
  );
  const server = serverOf(handle, limits);
  const answers = new Set<ServerResponse>();
  server.on("request", (_, answer) => {
    answers.add(answer);
    answer.once("close", () => answers.delete(answer));
  });
  const address = await listening(server, { port, host });
  let stopped: Promise<void> | undefined;
  return {
    url: urlOf(address),
    close: (grace = defaultGraceMs) => (stopped ??= stop(server, answers, grace)),
  };
};
