import { randomInt } from "node:crypto";
import type { PasswordResetRequest } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { type Queries, run, transaction } from "../database/database.ts";
import { searchKey } from "../database/searchKey.ts";
import { sendMail } from "../mail/outbox.ts";
import { hashSecret, makeSecret } from "../secrets.ts";
import type { Services } from "../services.ts";
import { voidReset } from "./voidReset.ts";

/** One hour, in seconds. */
const lifetime = 3_600;

interface Recipient {
  readonly id: number;
  readonly email: string;
}

const bodyOf = (userId: number, secret: string) =>
  [
    "Somebody, hopefully you, asked for a new password.",
    "",
    `User id: ${userId}`,
    `Secret: ${secret}`,
    "",
    "The secret works once, within an hour. If it was not you, there is nothing to do.",
  ].join("\n");

const sendSecret = Effect.fnUntraced(function* (
  queries: Queries,
  { id, email }: Recipient,
  seconds: number,
) {
  const secret = makeSecret();
  const expires = { user_id: id, expires_at: seconds + lifetime };
  yield* run(
    queries.insertInto("password_resets").values({ ...expires, secret_hash: hashSecret(secret) }),
  );
  const mail = { recipient: email, subject: "Your new password", body: bodyOf(id, secret) };
  yield* sendMail(queries, { ...expires, ...mail }, seconds);
});

/** No user has this id. Never the same one: two requests for nobody do not wait for each other. */
const nobody = (): Recipient => ({ id: -randomInt(1, 2 ** 31), email: "" });

/**
 * The same statements for somebody and for nobody, in another order: how long it takes does not
 * tell whether there is such a user. For nobody nothing is left when the transaction ends, which is
 * when the database asks whether the user exists.
 */
const replaceSecret = Effect.fnUntraced(function* (
  queries: Queries,
  recipient: Recipient,
  seconds: number,
) {
  yield* voidReset(queries, recipient.id);
  yield* sendSecret(queries, recipient, seconds);
});
const pretend = Effect.fnUntraced(function* (queries: Queries, seconds: number) {
  const recipient = nobody();
  yield* sendSecret(queries, recipient, seconds);
  yield* voidReset(queries, recipient.id);
});

const requestReset = (
  { database, now }: Services,
  find: (queries: Queries) => Effect.Effect<ReadonlyArray<Recipient>>,
): Effect.Effect<void> =>
  transaction(
    database,
    Effect.fnUntraced(function* (queries) {
      const recipients = yield* find(queries);
      if (recipients.length === 0) yield* pretend(queries, now());
      for (const recipient of recipients) yield* replaceSecret(queries, recipient, now());
    }),
  );

const recipients = (queries: Queries) =>
  queries.selectFrom("users").select(["id", "email"]).forNoKeyUpdate();

/** Sends the user a secret, if there is such a user. The caller does not learn which. */
export const startReset = (services: Services, userId: number): Effect.Effect<void> =>
  requestReset(services, (queries) => run(recipients(queries).where("id", "=", userId)));

/** Mobile numbers need not be unique. Each account that has it is sent its own secret. */
const mostAccounts = 10;

/** Sends a secret to whoever the request names. */
export const submitReset = (
  services: Services,
  request: PasswordResetRequest,
): Effect.Effect<void> =>
  requestReset(services, (queries) => {
    const all = recipients(queries).limit(mostAccounts).orderBy("id");
    if (request.email !== undefined) {
      return run(all.where("email_key", "=", searchKey(request.email)));
    }
    if (request.username !== undefined) {
      return run(all.where("username_key", "=", searchKey(request.username)));
    }
    return run(all.where("mobile_number", "=", request.mobileNumber));
  });
