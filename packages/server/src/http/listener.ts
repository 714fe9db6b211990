import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, ServerResponse } from "node:http";
import { type AddressInfo, Server as SocketServer } from "node:net";
import { getRequestListener, RequestError } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { breakOffOnSocket } from "./brokenAnswer.ts";
import type { TimeLimits } from "./httpOptions.ts";
import { requestIdHeader, transportErrorResponse } from "./response.ts";
import { TextResponse } from "./textResponse.ts";

/** Listen address. */
export interface ListenOptions {
  /** 0 selects a free port. */
  readonly port: number;
  /** Default: 127.0.0.1. */
  readonly host?: string | undefined;
}

/** A server that accepts connections. */
export interface Listener {
  readonly url: string;
  /** Stops accepting connections. Requests in flight have `graceMilliseconds` (10 s) to end. */
  readonly close: (graceMilliseconds?: number) => Promise<void>;
}

export const defaultGraceMs = 10_000;

/** Response to a request whose URL cannot be parsed, such as one with a malformed `Host`. */
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
      else reject(new Error("The server is not listening on a port."));
    });
  });

const urlOf = ({ address, family, port }: AddressInfo) =>
  `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;

/**
 * Stops accepting connections and tells each client with its response that the connection closes.
 * Node's own `close` would end an idle connection immediately, although a request may be on its
 * way.
 */
const stop = async (
  server: Server,
  answers: ReadonlySet<ServerResponse>,
  { drain, grace }: { readonly drain: number; readonly grace: number },
) => {
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
      // After pending input has been read.
      setImmediate(() => {
        server.closeIdleConnections();
      });
    }, 20);
  }, drain);
  const limit = setTimeout(() => {
    server.closeAllConnections();
  }, grace);
  await closed;
  for (const timer of [lingering, idle, limit]) clearTimeout(timer);
  // It no longer checks for slow clients.
  server.close();
};

/**
 * Reads past the rest of a body after the response, because it comes before the next request on the
 * connection. Node does so only for a body that nothing has begun to read.
 */
const skipBody = (request: IncomingMessage) => {
  if (request.complete) return;
  // The stream that the body was read from would pause it again.
  request.removeAllListeners("data");
  request.resume();
};

/** Time limits for slow clients. */
const serverOf = (
  handle: ReturnType<typeof getRequestListener>,
  { headersTimeout, requestTimeout, keepAliveTimeout, idleTimeout }: TimeLimits,
) => {
  const server = createServer(
    {
      // Node requires headersTimeout to be at most requestTimeout.
      headersTimeout: Math.min(headersTimeout, requestTimeout),
      requestTimeout,
      keepAliveTimeout,
      // Node's default is 30 seconds.
      connectionsCheckingInterval: Math.min(1_000, headersTimeout / 2, requestTimeout / 2),
    },
    (request, response) => {
      response.once("finish", () => {
        skipBody(request);
      });
      void handle(request, response);
    },
  );
  // Also for a client that does not read the response.
  server.setTimeout(idleTimeout);
  return server;
};

/** Writes a response whose text is known, without its stream. `undefined` for any other. */
const writeText = (response: Response, outgoing: ServerResponse): Response | undefined => {
  const content = TextResponse.contentOf(response);
  if (content === undefined || outgoing.destroyed) return undefined;
  const { headers, text } = content;
  if (text === null) {
    outgoing.writeHead(response.status, headers);
    outgoing.end();
  } else {
    outgoing.writeHead(response.status, { ...headers, "content-length": Buffer.byteLength(text) });
    // A string, which Node sends in one piece with the headers.
    outgoing.end(text);
  }
  return RESPONSE_ALREADY_SENT;
};

/** Listens on a port. `fetch` gets the address of the peer. */
export const listen = async (
  fetch: (request: Request, peer: string) => Promise<Response>,
  { port, host = "127.0.0.1" }: ListenOptions,
  limits: TimeLimits,
): Promise<Listener> => {
  const handle = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const response = await fetch(request, incoming.socket.remoteAddress ?? "");
      if (!(outgoing instanceof ServerResponse)) return response;
      return writeText(response, outgoing) ?? breakOffOnSocket(response, outgoing);
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
    close: (grace = defaultGraceMs) =>
      (stopped ??= stop(server, answers, { drain: limits.drainTimeout, grace })),
  };
};
