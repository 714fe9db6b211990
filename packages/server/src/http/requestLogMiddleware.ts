import { randomUUID } from "node:crypto";
import type { AppCall } from "./appEnvironment.ts";
import type { Log } from "./requestLog.ts";
import { requestIdHeader } from "./response.ts";
import { addSecurityHeaders } from "./securityHeaders.ts";
import { TextResponse } from "./textResponse.ts";

/** Gives each request an id, each response the common headers, and logs the outcome. */
export const requestLogMiddleware =
  (log: Log | undefined) =>
  async (call: AppCall, next: () => Promise<void>): Promise<void> => {
    const start = log === undefined ? 0 : performance.now();
    const requestId = randomUUID();
    call.set("requestId", requestId);
    await next();
    const { res: response } = call;
    // Responses of the API have all of them.
    if (TextResponse.headerOf(response, requestIdHeader) === undefined) {
      response.headers.set(requestIdHeader, requestId);
      addSecurityHeaders(response.headers);
    }
    if (log === undefined) return;
    const error = call.get("error");
    log({
      method: call.req.method,
      path: call.get("path"),
      status: response.status,
      milliseconds: performance.now() - start,
      requestId,
      ...(error !== undefined && { error }),
    });
  };
