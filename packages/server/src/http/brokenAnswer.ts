import type { ServerResponse } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";

/** How a response is broken: never started, or ended in the middle of its body. */
export type Break = "reset" | "truncate";

/** Internal header, removed when the response is broken. */
const header = "x-broken-off";

/** Marks a response to be broken. A header, because it survives copying the response. */
export const markBroken = (response: Response, how: Break): Response => {
  const headers = new Headers(response.headers);
  headers.set(header, how);
  return new Response(response.body, { status: response.status, headers });
};

const breakModeOf = ({ headers }: Response): Break | undefined => {
  const how = headers.get(header);
  return how === "reset" || how === "truncate" ? how : undefined;
};

/** The first half of a body, and its total length. */
const halfOf = async (response: Response) => {
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { half: bytes.subarray(0, Math.floor(bytes.length / 2)), length: bytes.length };
};

const headersOf = (response: Response, length: number) => {
  const headers = new Headers(response.headers);
  headers.delete(header);
  headers.set("content-length", String(length));
  return headers;
};

/** The error that Node's `fetch` throws when the connection closes. */
const connectionError = (message: string, code: string) =>
  new TypeError(message, { cause: Object.assign(new Error("other side closed"), { code }) });

/** Breaks a response for a caller in process, as `fetch` would see it from a socket. */
export const breakOffInProcess = async (
  response: Response,
  request: Request,
): Promise<Response> => {
  const how = breakModeOf(response);
  if (how === undefined) return response;
  request.signal.throwIfAborted();
  const { half, length } = await halfOf(response);
  // An empty body has no middle.
  if (how === "reset" || length === 0) throw connectionError("fetch failed", "ECONNRESET");
  let isSent = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (isSent) controller.error(connectionError("terminated", "UND_ERR_SOCKET"));
      else controller.enqueue(half);
      isSent = true;
    },
  });
  return new Response(body, { status: response.status, headers: headersOf(response, length) });
};

/** Breaks a response on its socket. */
export const breakOffOnSocket = async (
  response: Response,
  outgoing: ServerResponse,
): Promise<Response> => {
  const how = breakModeOf(response);
  if (how === undefined) return response;
  const { half, length } = await halfOf(response);
  if (how === "reset" || length === 0) {
    outgoing.socket?.resetAndDestroy();
  } else {
    outgoing.writeHead(response.status, Object.fromEntries(headersOf(response, length)));
    // Destroyed only after the first half was flushed.
    outgoing.write(half, () => outgoing.destroy());
  }
  return RESPONSE_ALREADY_SENT;
};
