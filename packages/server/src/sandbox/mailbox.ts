import * as Effect from "effect/Effect";
import type { Context } from "hono";
import { listMail } from "../mail/outbox.ts";
import type { Services } from "../services.ts";

/** Shows what a sandbox would have mailed: who tests a password reset needs its secret. */
export const mailbox = (services: Services) => async (call: Context) => {
  const mail = await Effect.runPromise(listMail(services.database.queries));
  return call.json(
    mail.map(({ id, recipient, subject, body, created_at }) => ({
      id,
      recipient,
      subject,
      body,
      created_date: created_at,
    })),
  );
};
