import { createError, getRequestHeader, type H3Event, setResponseHeaders } from "h3";
import { forgedRequest, type ReadHeader } from "./forgedRequest.ts";
import { keepPrivate } from "./responseCaching.ts";

/** Reads the headers of a request. */
export const headersOf =
  (event: H3Event): ReadHeader =>
  (name) =>
    getRequestHeader(event, name);

/** Rejects requests of other sites, and keeps the response out of every cache. */
export const requirePage = (event: H3Event): void => {
  setResponseHeaders(event, {
    "cache-control": "private, no-store",
    vary: "cookie",
    "x-content-type-options": "nosniff",
  });
  // Headers for a CDN, too, of a rule for many paths.
  keepPrivate(event);
  const problem = forgedRequest(headersOf(event));
  if (problem !== undefined) {
    throw createError({
      statusCode: 403,
      message: `${problem} Only pages of this site may use this route.`,
    });
  }
};
