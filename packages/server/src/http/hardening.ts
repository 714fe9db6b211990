import type { Context, MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { requestIdHeader } from "./response.ts";

/** Security headers for responses that are not pages. */
const headers = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};
const policy = "default-src 'none'; frame-ancestors 'none'";

const isPage = (call: Context) =>
  call.res.headers.get("content-type")?.startsWith("text/html") === true;

/** Adds security headers, unless the response has its own. */
export const securityHeaders: MiddlewareHandler = async (call, next) => {
  await next();
  const add = (name: string, value: string) => {
    if (!call.res.headers.has(name)) call.header(name, value);
  };
  for (const [name, value] of Object.entries(headers)) add(name, value);
  // A page sets its own policy.
  if (!isPage(call)) add("content-security-policy", policy);
};

/** Allows these origins (CORS), without credentials. */
export const crossOrigin = (
  origins: ReadonlyArray<string>,
  moreHeaders: ReadonlyArray<string> = [],
): MiddlewareHandler =>
  cors({
    origin: origins.includes("*") ? "*" : [...origins],
    allowMethods: ["GET", "POST", "PUT", "DELETE"],
    allowHeaders: ["authorization", "content-type", "traceparent", "tracestate", ...moreHeaders],
    exposeHeaders: [requestIdHeader, "retry-after"],
    maxAge: 600,
  });
