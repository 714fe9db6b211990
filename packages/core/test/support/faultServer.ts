import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** A received request. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** How it ended: with a complete response, or with a connection that closed before it. */
  readonly ended: Promise<"answered" | "closed">;
}

/** Handles one request. */
export type Behavior = (response: ServerResponse, request: RecordedRequest) => void | Promise<void>;

/** A real HTTP server that follows a script, request by request. */
export interface FaultServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: ReadonlyArray<RecordedRequest>;
  /** Replaces the script. Its last handler serves all further requests. */
  readonly script: (...behaviors: ReadonlyArray<Behavior>) => void;
}

/** Any status, headers and body. */
export const answer =
  (status: number, body = "", headers: OutgoingHttpHeaders = {}): Behavior =>
  (response) => {
    response.writeHead(status, headers).end(body);
  };

/** A JSON response. */
export const json = (body: unknown, status = 200, headers: OutgoingHttpHeaders = {}): Behavior =>
  answer(status, JSON.stringify(body), { "content-type": "application/json", ...headers });

/** An HTML page, as a proxy sends it. */
export const html = (status: number): Behavior =>
  answer(status, `<!doctype html><title>${status}</title><h1>Gateway</h1>`, {
    "content-type": "text/html; charset=utf-8",
  });

/** Resets the connection before any response. */
export const reset: Behavior = (response) => {
  response.socket?.resetAndDestroy();
};

/** Sends the status and half of the body, then resets the connection. */
export const resetMidBody: Behavior = async (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": 1000 });
  await new Promise<void>((sent) => response.write('{"id": 1, "display', () => sent()));
  response.socket?.resetAndDestroy();
};

/** Sends fewer bytes than its Content-Length, and closes the connection normally. */
export const truncated: Behavior = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": 1000 });
  response.write('{"id": 1, "display', () => response.socket?.end());
};

/** Never responds. */
export const silence: Behavior = () => {};

/** Responds at once with an endless body, a few bytes every few milliseconds. */
export const endless: Behavior = (response) => {
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

/** Starts a server on a free local port. */
export const startFaultServer = async (
  ...behaviors: ReadonlyArray<Behavior>
): Promise<FaultServer> => {
  const requests: Array<RecordedRequest> = [];
  let script = [...behaviors];
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
      const behavior = script.length > 1 ? script.shift() : script[0];
      if (behavior === undefined) response.writeHead(599).end();
      else void behavior(response, request);
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

/** A local address without a listener. */
export const refusedUrl = async (): Promise<string> => {
  const server = createServer();
  const port = await listening(server);
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
};
