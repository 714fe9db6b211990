/**
 * Headers of every response. Scripts, styles and fonts come from this origin; users' pictures may
 * be anywhere. No referrer is sent, because a reset link contains a secret.
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
