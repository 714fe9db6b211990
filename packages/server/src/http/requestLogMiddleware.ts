import { randomUUID } from "node:crypto";
import type { AppCall } from "./appEnvironment.ts";
import type { Log } from "./requestLog.ts";
import { requestIdHeader } from "./response.ts";

/** Gives each request an id and logs its outcome. */
export const requestLogMiddleware =
  (log: Log) =>
  async (call: AppCall, next: () => Promise<void>): Promise<void> => {
    const start = performance.now();
    const requestId = randomUUID();
    call.set("requestId", requestId);
    await next();
    call.header(requestIdHeader, requestId);
    const { path, error } = call.var;
    log({
      method: call.req.method,
      path,
      status: call.res.status,
      milliseconds: performance.now() - start,
      requestId,
      ...(error !== undefined && { error }),
    });
  };
