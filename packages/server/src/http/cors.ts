import type { MiddlewareHandler } from "hono";
import { cors as honoCors } from "hono/cors";
import { requestIdHeader } from "./response.ts";

/** Allows these origins (CORS), without credentials. */
export const cors = (
  origins: ReadonlyArray<string>,
  moreHeaders: ReadonlyArray<string> = [],
): MiddlewareHandler =>
  honoCors({
    origin: origins.includes("*") ? "*" : [...origins],
    allowMethods: ["GET", "POST", "PUT", "DELETE"],
    allowHeaders: [
      "authorization",
      "content-type",
      "if-match",
      "traceparent",
      "tracestate",
      ...moreHeaders,
    ],
    exposeHeaders: [requestIdHeader, "retry-after", "etag"],
    maxAge: 600,
  });
