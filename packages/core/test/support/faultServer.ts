import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it came in. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** How it ended: with a complete answer, or with a connection that closed before. */
  readonly ended: Promise<"answered" | "closed">;
}

/** What the server does with one request. */
export type Behaviour = (
  response: ServerResponse,
  request: RecordedRequest,
) => void | Promise<void>;

/** A real HTTP server that does what it is told, request by request. */
export interface FaultServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: ReadonlyArray<RecordedRequest>;
  /** Replaces the script. The last behaviour serves all further requests. */
  readonly script: (...behaviours: ReadonlyArray<Behaviour>) => void;
}

/** Any status, headers and body. */
export const answer =
  (status: number, body = "", headers: OutgoingHttpHeaders = {}): Behaviour =>
  (response) => {
    response.writeHead(status, headers).end(body);
  };

/** A body of JSON. */
export const json = (body: unknown, status = 200, headers: OutgoingHttpHeaders = {}): Behaviour =>
  answer(status, JSON.stringify(body), { "content-type": "application/json", ...headers });

/** A page of a proxy. */
export const html = (status: number): Behaviour =>
  answer(status, `<!doctype html><title>${status}</title><h1>Gateway</h1>`, {
    "content-type": "text/html; charset=utf-8",
  });

/** Breaks the connection before anything is answered. */
export const reset: Behaviour = (response) => {
  response.socket?.resetAndDestroy();
};

/** Answers the status and half of the body, then breaks the connection. */
export const resetMidBody: Behaviour = async (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": 1000 });
  await new Promise<void>((sent) => response.write('{"id": 1, "display', () => sent()));
  response.socket?.resetAndDestroy();
};

/** Promises more bytes than it sends, and closes the connection in good order. */
export const truncated: Behaviour = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": 1000 });
  response.write('{"id": 1, "display', () => response.socket?.end());
};

/** Never answers at all. */
export const silence: Behaviour = () => {};

/** Answers at once with a body that goes on for ever, some bytes every few milliseconds. */
export const endless: Behaviour = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"id": 1, "display_name": "');
  const timer = setInterval(() => response.write("x".repeat(100)), 5);
  response.on("close", () => clearInterval(timer));
};

const listening = async (server: Server): Promise<number> => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
};

/** Starts a server on a free port of this machine. */
export const startFaultServer = async (
  ...behaviours: ReadonlyArray<Behaviour>
): Promise<FaultServer> => {
  const requests: Array<RecordedRequest> = [];
  let script = [...behaviours];
  const server = createServer((incoming, response) => {
    const ended = new Promise<"answered" | "closed">((resolve) => {
      response.on("close", () => resolve(response.writableFinished ? "answered" : "closed"));
    });
    const chunks: Array<Buffer> = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const request: RecordedRequest = {
        method: incoming.method ?? "",
        path: incoming.url ?? "",
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString("utf8"),
        ended,
      };
      requests.push(request);
      const behaviour = script.length > 1 ? script.shift() : script[0];
      if (behaviour === undefined) response.writeHead(599).end();
      else void behaviour(response, request);
    });
  });
  const port = await listening(server);
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    script: (...next) => {
      script = [...next];
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};

/** An address of this machine at which nobody listens. */
export const refusedUrl = async (): Promise<string> => {
  const server = createServer();
  const port = await listening(server);
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
};
