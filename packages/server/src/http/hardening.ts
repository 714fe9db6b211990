import type { Context, MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { requestIdHeader } from "./errorResponse.ts";

/** For answers that no page is made of, and nobody needs to show in one. */
const headers = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};
const policy = "default-src 'none'; frame-ancestors 'none'";

const isPage = (call: Context) =>
  call.res.headers.get("content-type")?.startsWith("text/html") === true;

/** What keeps a browser from taking an answer for more than it is; what it says itself stays. */
export const securityHeaders: MiddlewareHandler = async (call, next) => {
  await next();
  const add = (name: string, value: string) => {
    if (!call.res.headers.has(name)) call.header(name, value);
  };
  for (const [name, value] of Object.entries(headers)) add(name, value);
  // A page has scripts and styles, and says itself which.
  if (!isPage(call)) add("content-security-policy", policy);
};

/** Pages of these origins may call. Cookies are never sent, and there are none. */
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
