import { html, raw } from "hono/html";
import { script } from "./pageScript.ts";
import { style } from "./pageStyle.ts";

/** Path prefix of the sandbox's controls and pages. */
export const sandboxRoot = "/_sandbox";

/** Result of `html`, which escapes all values. */
export type Html = ReturnType<typeof html>;

/** Nonce of the content security policy. */
export type Nonce = string;

const places = [
  { path: `${sandboxRoot}/`, name: "Overview" },
  { path: `${sandboxRoot}/mail`, name: "Mail" },
];

/** A page of the sandbox. */
export const layout = (options: {
  readonly title: string;
  readonly path: string;
  readonly nonce: Nonce;
  readonly content: Html;
}): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${options.title} · Users API sandbox</title>
        <link rel="icon" href="data:," />
        <style nonce="${options.nonce}">
          ${raw(style)}
        </style>
      </head>
      <body>
        <header>
          <h1>Users API sandbox</h1>
          <nav>
            ${places.map(({ path, name }) =>
              path === options.path
                ? html`<a href="${path}" aria-current="page">${name}</a>`
                : html`<a href="${path}">${name}</a>`,
            )}
          </nav>
        </header>
        <output></output>
        ${options.content}
        <script nonce="${options.nonce}">
          ${raw(script)};
        </script>
      </body>
    </html>`;

/** Formats a time. */
export const time = (seconds: number): Html => {
  const iso = new Date(seconds * 1000).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")} UTC</time>`;
};

/** A button that calls a control. */
export const button = (name: string, call: string, body = ""): Html =>
  html`<button type="button" data-call="${call}" data-body="${body}">${name}</button>`;
