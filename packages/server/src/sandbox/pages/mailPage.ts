import { html } from "hono/html";
import { printable } from "../../database/names/displayText.ts";
import { sandboxRoot } from "./pageLayout.ts";
import { button, type Html, layout, type Nonce, time } from "./pageLayout.ts";

/** A message in the sandbox's inbox. */
export interface InboxMessage {
  readonly id: number;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  /** Seconds since 1970. */
  readonly created_date: number;
  readonly user_id: number;
  /** The reset secret; null if there is none. */
  readonly secret: string | null;
}

const path = `${sandboxRoot}/mail`;

const message = ({ recipient, subject, body, secret, created_date }: InboxMessage): Html => html`
  <article class="card message">
    <h2>${printable(subject)}</h2>
    <p class="quiet">
      To <a href="${path}?recipient=${encodeURIComponent(recipient)}">${printable(recipient)}</a>,
      ${time(created_date)}
    </p>
    <pre>${body}</pre>
    ${
      secret === null
        ? ""
        : html`<div class="row">
            <button type="button" data-copy="${secret}">Copy the secret</button>
          </div>`
    }
  </article>
`;

const empty = (recipient: string | undefined) =>
  html`<p class="quiet">
    ${
      recipient === undefined
        ? "No mail yet."
        : html`No mail for ${recipient}. <a href="${path}">All mail</a>`
    }
  </p>`;

/** The inbox page. Messages are shown as plain text. */
export const mailPage = (options: {
  readonly mail: ReadonlyArray<InboxMessage>;
  readonly recipient: string | undefined;
  readonly nonce: Nonce;
}): Html => {
  const { mail, recipient, nonce } = options;
  const query = recipient === undefined ? "" : `?recipient=${encodeURIComponent(recipient)}`;
  const content = html`
    <form class="row" action="${path}">
      <input
        name="recipient"
        type="email"
        required
        aria-label="Recipient"
        placeholder="Recipient"
        value="${recipient ?? ""}"
      />
      <button>Filter</button>
      ${mail.length === 0 ? "" : button(recipient === undefined ? "Delete all" : "Delete these messages", `DELETE ${path}${query}`)}
    </form>
    <main>${mail.length === 0 ? empty(recipient) : mail.map(message)}</main>
  `;
  return layout({ title: "Mail", path, nonce, content });
};
