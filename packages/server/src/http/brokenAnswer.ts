import type { ServerResponse } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";

/** How an answer is broken off: not begun at all, or ended in the middle of its body. */
export type Break = "reset" | "truncate";

/** Never seen outside: it goes no further than to whoever breaks the answer off. */
const header = "x-broken-off";

/** Marks an answer to be broken off. A header, because that is what survives a copy of it. */
export const markBroken = (response: Response, how: Break): Response => {
  const headers = new Headers(response.headers);
  headers.set(header, how);
  return new Response(response.body, { status: response.status, headers });
};

const breakModeOf = ({ headers }: Response): Break | undefined => {
  const how = headers.get(header);
  return how === "reset" || how === "truncate" ? how : undefined;
};

/** The first half of a body, and how long all of it is. */
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

/** What `fetch` of Node throws when the other side goes away. */
const connectionError = (message: string, code: string) =>
  new TypeError(message, { cause: Object.assign(new Error("other side closed"), { code }) });

/** Breaks an answer off for a caller in this process, as `fetch` would have it from a socket. */
export const breakOffInProcess = async (
  response: Response,
  request: Request,
): Promise<Response> => {
  const how = breakModeOf(response);
  if (how === undefined) return response;
  request.signal.throwIfAborted();
  const { half, length } = await halfOf(response);
  // Without a body there is no middle.
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

/** Breaks an answer off on its socket. */
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
    // Once the half is with the system: what is destroyed sends no more.
    outgoing.write(half, () => outgoing.destroy());
  }
  return RESPONSE_ALREADY_SENT;
};
