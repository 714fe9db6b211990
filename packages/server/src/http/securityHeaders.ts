/** Security headers of every response. */
const headers = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};
/** For responses that are not pages, and for pages that load nothing. */
export const strictPolicy = "default-src 'none'; frame-ancestors 'none'";

/** Security headers of a response that is not a page. */
export const securityHeaders = { ...headers, "content-security-policy": strictPolicy };

const isPage = (response: Headers) =>
  response.get("content-type")?.startsWith("text/html") === true;

/** Adds security headers to a response, unless it has its own. */
export const addSecurityHeaders = (response: Headers): void => {
  // This policy would break a page, so pages must set their own.
  const added = isPage(response) ? headers : securityHeaders;
  for (const [name, value] of Object.entries(added)) {
    if (!response.has(name)) response.set(name, value);
  }
};
