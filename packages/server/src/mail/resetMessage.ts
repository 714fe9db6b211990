import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

/** Data of a message with a reset secret. */
export interface ResetSecret {
  readonly userId: number;
  readonly secret: string;
  /** URL for choosing a new password, with id and secret; undefined if none is configured. */
  readonly url: string | undefined;
}

/** A message as plain text and optionally as HTML. */
export interface ResetMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const why = "We received a request to reset your password.";
const rules =
  "The secret works once and expires after an hour. If you did not request it, ignore this message.";

const textOf = ({ userId, secret, url }: ResetSecret) =>
  [
    why,
    "",
    ...(url === undefined ? [] : ["Choose a new password here:", url, ""]),
    `User id: ${userId}`,
    `Secret: ${secret}`,
    "",
    rules,
  ].join("\n");

const htmlOf = ({ userId, secret, url }: ResetSecret, subject: string) =>
  // Without a Promise the template renders to a string.
  (
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <title>${subject}</title>
        </head>
        <body style="font-family: sans-serif; line-height: 1.5">
          <p>${why}</p>
          ${url === undefined ? "" : html`<p><a href="${url}">Choose a new password</a></p>`}
          <p>User id: ${userId}<br />Secret: <code>${secret}</code></p>
          <p>${rules}</p>
        </body>
      </html>` as HtmlEscapedString
  ).toString();

/** The built-in message. */
export const writeResetMessage = (
  secret: ResetSecret,
  subject = "Your new password",
): ResetMessage => ({ subject, text: textOf(secret), html: htmlOf(secret, subject) });
