import {
  appendResponseHeader,
  getResponseHeader,
  getResponseHeaders,
  type H3Event,
  setResponseHeader,
} from "h3";

const isCachingHeader = (name: string): boolean =>
  /^((\w+-)*cache-control|surrogate-control|x-accel-expires)$/i.test(name);

const isAccelExpires = (name: string): boolean => name.toLowerCase() === "x-accel-expires";

/** Checks whether caches that several visitors share, such as a CDN, may keep a response with this header. */
export const allowsSharedCaching = (name: string, value: string): boolean => {
  if (!isCachingHeader(name) || /\b(private|no-store)\b/i.test(value)) return false;
  return isAccelExpires(name)
    ? !/^0*$/.test(value)
    : /\bpublic\b|\b(s-maxage|max-age)\s*=\s*"?0*[1-9]/i.test(value);
};

const isShareable = (event: H3Event): boolean =>
  Object.entries(getResponseHeaders(event)).some(([name, value]) =>
    allowsSharedCaching(name, String(value)),
  );

/** Keeps a response that knows its visitor out of the caches that visitors share. */
export const keepPrivate = (event: H3Event): void => {
  if (event.node.res.headersSent) return;
  if (isShareable(event)) {
    // Replaced, not removed: a platform may set the header of a route's rule if the response has none.
    for (const name of Object.keys(getResponseHeaders(event)).filter(isCachingHeader)) {
      setResponseHeader(event, name, isAccelExpires(name) ? "0" : "private, no-store");
    }
  }
  if (getResponseHeader(event, "cache-control") === undefined) {
    setResponseHeader(event, "cache-control", "private, no-store");
  }
};

/** Names the cookie as what the response depends on. */
export const varyByCookie = (event: H3Event): void => {
  if (event.node.res.headersSent) return;
  const vary = String(getResponseHeader(event, "vary") ?? "");
  if (!/\bcookie\b|\*/i.test(vary)) appendResponseHeader(event, "vary", "cookie");
};
