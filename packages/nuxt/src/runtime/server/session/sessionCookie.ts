import { getRequestURL, type H3Event, parseCookies, setCookie } from "h3";
import { serverConfig } from "../request/serverConfig.ts";
import { cookieNames, fromCookies, toCookies } from "./cookieParts.ts";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Safari drops `Secure` cookies of `http://localhost`, so development does without. */
const isSecure = (event: H3Event): boolean =>
  !(import.meta.dev && loopback.has(getRequestURL(event).hostname));

const nameOf = (event: H3Event): string => {
  const { cookieName } = serverConfig(event).session;
  // Browsers accept the prefix only from this host over HTTPS, so no other subdomain can set it.
  return isSecure(event) ? `__Host-${cookieName}` : cookieName;
};

const attributes = (event: H3Event, maxAge: number) =>
  ({ httpOnly: true, secure: isSecure(event), sameSite: "lax", path: "/", maxAge }) as const;

/** The sealed value of the request's session cookie. */
export const readSessionCookie = (event: H3Event): string | undefined =>
  fromCookies(nameOf(event), parseCookies(event));

/** Sets the session cookie, unless the response has already been sent or may be cached for others. */
export const writeSessionCookie = (event: H3Event, sealed: string): void => {
  if (event.node.res.headersSent || event.context["cache"] !== undefined) return;
  const name = nameOf(event);
  const parts = toCookies(name, sealed);
  for (const [part, value] of parts) {
    setCookie(event, part, value, attributes(event, serverConfig(event).session.maxAge));
  }
  const written = new Set(parts.map(([part]) => part));
  for (const old of cookieNames(name, parseCookies(event))) {
    if (!written.has(old)) setCookie(event, old, "", attributes(event, 0));
  }
};

/** Removes the session cookie. */
export const removeSessionCookie = (event: H3Event): void => {
  if (event.node.res.headersSent) return;
  const name = nameOf(event);
  for (const part of new Set([name, ...cookieNames(name, parseCookies(event))])) {
    setCookie(event, part, "", attributes(event, 0));
  }
};
