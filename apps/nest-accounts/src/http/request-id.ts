import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

export const requestIdHeader = "x-request-id";

const storage = new AsyncLocalStorage<string>();

/** Id of the current request, for logs and for the calls to other services. */
export const currentRequestId = (): string | undefined => storage.getStore();

/** Not more than an id: the header is the caller's, and gets into logs. */
const isId = (text: unknown): text is string =>
  typeof text === "string" && /^[\w.-]{1,64}$/.test(text);

/** Middleware that takes the id of a proxy or makes one, and answers with it. */
export const requestId = (
  request: Pick<IncomingMessage, "headers">,
  response: Pick<ServerResponse, "setHeader">,
  next: () => void,
): void => {
  const given = request.headers[requestIdHeader];
  const id = isId(given) ? given : randomUUID();
  response.setHeader(requestIdHeader, id);
  storage.run(id, next);
};
