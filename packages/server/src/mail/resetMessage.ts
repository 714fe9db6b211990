import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

/** What a message with a reset secret tells. */
export interface ResetSecret {
  readonly userId: number;
  readonly secret: string;
  /** The page to choose a new password at, with both of them; undefined where none is configured. */
  readonly url: string | undefined;
}

/** A message as plain text, and as a web page for those who read mail like that. */
export interface ResetMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const why = "Somebody, hopefully you, asked for a new password.";
const rules = "The secret works once, within an hour. If it was not you, there is nothing to do.";

const textOf = ({ userId, secret, url }: ResetSecret) =>
  [
    why,
    "",
    ...(url === undefined ? [] : ["Choose it here:", url, ""]),
    `User id: ${userId}`,
    `Secret: ${secret}`,
    "",
    rules,
  ].join("\n");

const htmlOf = ({ userId, secret, url }: ResetSecret, subject: string) =>
  // Without a Promise in it, it is a text.
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
