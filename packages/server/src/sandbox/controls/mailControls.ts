import * as Effect from "effect/Effect";
import * as Schema from "effect/Schema";
import { run } from "../../database/database.ts";
import { emailKey } from "../../database/names/emailAddress.ts";
import { listMail } from "../../mail/outbox.ts";
import { text } from "../input/inputFields.ts";
import { type InboxMessage, mailPage } from "../pages/mailPage.ts";
import type { Sandbox } from "../instance/sandbox.ts";
import type { Control } from "./sandboxControl.ts";
import { readQuery } from "./controlInput.ts";

const query = { recipient: Schema.optional(text(320, "an e-mail address")) };

const isTo = (recipient: string | undefined) => {
  const key = recipient === undefined ? undefined : emailKey(recipient);
  return (mail: { readonly recipient: string }) =>
    key === undefined || emailKey(mail.recipient) === key;
};

const inbox = ({ database }: Sandbox, recipient: string | undefined) =>
  listMail(database.queries).pipe(
    Effect.map((mail) =>
      mail.filter(isTo(recipient)).map((message): InboxMessage => ({
        id: message.id,
        recipient: message.recipient,
        subject: message.subject,
        body: message.body,
        created_date: message.created_at,
        user_id: message.user_id,
        secret: /^Secret: (\S+)$/m.exec(message.body)?.[1] ?? null,
      })),
    ),
  );

const list: Control = {
  method: "GET",
  path: "/mail",
  query: true,
  summary: "Show the inbox, newest message first, for one recipient or all",
  example: "?recipient=jdoe@sandbox.example",
  answer: Effect.fnUntraced(function* ({ sandbox, request }) {
    const { recipient } = yield* readQuery(request, query, ["recipient"]);
    const mail = yield* inbox(sandbox, recipient);
    return { json: mail, page: (nonce) => mailPage({ mail, recipient, nonce }) };
  }),
};

const remove: Control = {
  method: "DELETE",
  path: "/mail",
  query: true,
  summary: "Delete the messages to one recipient or all",
  answer: Effect.fnUntraced(function* ({ sandbox, request }) {
    const { recipient } = yield* readQuery(request, query, ["recipient"]);
    const ids = (yield* inbox(sandbox, recipient)).map(({ id }) => id);
    for (const id of ids) {
      yield* run(sandbox.database.queries.deleteFrom("outbox").where("id", "=", id));
    }
    return { json: { removed: ids.length } };
  }),
};

export const mailControls: ReadonlyArray<Control> = [list, remove];
