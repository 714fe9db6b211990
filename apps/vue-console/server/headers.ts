/**
 * What every answer says. Scripts, styles and fonts are this origin's own; pictures of users may be
 * anywhere; a link in a reset message holds a secret, so no address is passed on.
 */
export const headersFor = (apiUrl: string): Readonly<Record<string, string>> => ({
  "content-security-policy": [
    "default-src 'self'",
    `connect-src 'self' ${new URL(apiUrl).origin}`,
    "img-src 'self' https: http: data:",
    "media-src https: http:",
    "style-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; "),
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
});
