import type { MiddlewareHandler } from "hono";
import { cors as honoCors } from "hono/cors";
import { requestIdHeader } from "./response.ts";
import { TextResponse } from "./textResponse.ts";

const exposeHeaders = [requestIdHeader, "retry-after", "etag"];

/**
 * Allows these origins (CORS), without credentials. Hono's middleware answers the preflight requests.
 * It would copy every other response to set its headers before the response exists.
 */
export const cors = (
  origins: ReadonlyArray<string>,
  moreHeaders: ReadonlyArray<string> = [],
): MiddlewareHandler => {
  const isAny = origins.includes("*");
  const preflight = honoCors({
    origin: isAny ? "*" : [...origins],
    allowMethods: ["GET", "POST", "PUT", "DELETE"],
    allowHeaders: [
      "authorization",
      "content-type",
      "if-match",
      "traceparent",
      "tracestate",
      ...moreHeaders,
    ],
    exposeHeaders,
    maxAge: 600,
  });
  const common = {
    "access-control-expose-headers": exposeHeaders.join(","),
    ...(isAny && { "access-control-allow-origin": "*" }),
  };
  return async (call, next) => {
    if (call.req.method === "OPTIONS") return preflight(call, next);
    await next();
    const { res: response } = call;
    const origin = call.req.header("origin");
    TextResponse.addHeaders(
      response,
      isAny
        ? common
        : {
            ...common,
            vary: [TextResponse.headerOf(response, "vary"), "Origin"].filter(Boolean).join(", "),
            ...(origin !== undefined &&
              origins.includes(origin) && { "access-control-allow-origin": origin }),
          },
    );
    return undefined;
  };
};
