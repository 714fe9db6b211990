import type { Context, MiddlewareHandler } from "hono";

/** Security headers of every response. */
const headers = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};
/** For responses that are not pages, and for pages that load nothing. */
export const strictPolicy = "default-src 'none'; frame-ancestors 'none'";

const isPage = (call: Context) =>
  call.res.headers.get("content-type")?.startsWith("text/html") === true;

/** Adds security headers, unless the response has its own. */
export const securityHeaders: MiddlewareHandler = async (call, next) => {
  await next();
  const add = (name: string, value: string) => {
    if (!call.res.headers.has(name)) call.header(name, value);
  };
  for (const [name, value] of Object.entries(headers)) add(name, value);
  // This policy would break a page, so pages must set their own.
  if (!isPage(call)) add("content-security-policy", strictPolicy);
};
