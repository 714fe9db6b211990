import { randomInt, randomUUID } from "node:crypto";
import type { PasswordResetRequest } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { CurrentCall } from "../../call-context/currentCall.ts";
import { userTarget } from "../../audit/auditEvents.ts";
import { recordAudit } from "../../audit/recordAudit.ts";
import { type Queries, run, transaction } from "../../database/database.ts";
import { loginKeys } from "../../database/names/username.ts";
import { consume, tryConsume } from "../../rate-limits/consume.ts";
import { accountSubject, recipientSubject } from "../../rate-limits/rateLimitSubjects.ts";
import { sendMail } from "../../mail/outbox.ts";
import type { RetryLater } from "../../rate-limits/retryLater.ts";
import { hashSecret, makeSecret } from "../../database/hashSecret.ts";
import type { Services } from "../context/services.ts";
import { voidReset } from "./voidReset.ts";

/** One hour, in seconds. */
const lifetime = 3_600;

interface Recipient {
  readonly id: number;
  readonly email: string;
}

const sendSecret = Effect.fnUntraced(function* (
  { now, messages }: Services,
  queries: Queries,
  { id, email }: Recipient,
) {
  const secret = makeSecret();
  const expires = { user_id: id, expires_at: now() + lifetime };
  yield* run(
    queries.insertInto("password_resets").values({ ...expires, secret_hash: hashSecret(secret) }),
  );
  const { subject, text, html } = messages.resetMessage(id, secret);
  yield* sendMail(queries, { ...expires, recipient: email, subject, body: text, html }, now());
});

/**
 * An id that no user has. Random, so that two requests for unknown users do not wait for each
 * other. The address has the usual form, because others take longer to parse.
 */
const noRecipient = (): Recipient => ({
  id: -randomInt(1, 2 ** 31),
  email: `${randomUUID()}@nobody.invalid`,
});

/**
 * Runs the same statements for an existing and for an unknown user, so that the duration does not
 * reveal which one it is. For an unknown user the foreign key, which is checked at commit, leaves
 * nothing behind. The same holds for a user who was sent too many messages: reporting that would
 * also reveal the account.
 */
const replaceSecret = Effect.fnUntraced(function* (
  services: Services,
  queries: Queries,
  recipient: Recipient | undefined,
) {
  const { id, email } = recipient ?? noRecipient();
  const subject = recipientSubject(email);
  const isAdmitted = yield* tryConsume(services, queries, [
    { limit: "passwordReset.recipient", subject },
  ]);
  const target = recipient === undefined ? undefined : userTarget(id);
  yield* recordAudit(queries, services.now(), { event: "password.reset.requested", target });
  if (recipient !== undefined && isAdmitted) {
    yield* voidReset(queries, id);
    yield* sendSecret(services, queries, recipient);
  } else {
    const pretended = noRecipient();
    yield* sendSecret(services, queries, pretended);
    yield* voidReset(queries, pretended.id);
  }
});

const requestReset = Effect.fnUntraced(function* (
  services: Services,
  account: string,
  find: (queries: Queries) => Effect.Effect<ReadonlyArray<Recipient>>,
): Effect.fn.Return<void, RetryLater> {
  const { address } = yield* CurrentCall;
  yield* consume(
    services,
    { limit: "passwordReset.address", subject: address },
    { limit: "passwordReset.account", subject: account },
  );
  yield* transaction(
    services.database,
    Effect.fnUntraced(function* (queries) {
      const found: ReadonlyArray<Recipient | undefined> = yield* find(queries);
      for (const recipient of found.length === 0 ? [undefined] : found) {
        yield* replaceSecret(services, queries, recipient);
      }
    }),
  );
});

/** A disabled user gets no message, like an unknown one. */
const recipients = (queries: Queries) =>
  queries
    .selectFrom("users")
    .select(["id", "email"])
    .where("disabled_at", "is", null)
    .forNoKeyUpdate();

/**
 * Sends a secret to the user with this id, if there is one. The caller does not learn whether there
 * is.
 */
export const startReset = (services: Services, userId: number): Effect.Effect<void, RetryLater> =>
  requestReset(services, `id ${userId}`, (queries) =>
    run(recipients(queries).where("id", "=", userId)),
  );

/** Mobile numbers are not unique. Every account with the number gets its own secret. */
const maxAccounts = 10;

/** Sends a secret to the accounts that the request identifies. */
export const submitReset = (
  services: Services,
  request: PasswordResetRequest,
): Effect.Effect<void, RetryLater> => {
  const all = (queries: Queries) => recipients(queries).limit(maxAccounts).orderBy("id");
  if (request.email !== undefined) {
    const keys = loginKeys(request.email);
    return requestReset(services, `email ${recipientSubject(request.email)}`, (queries) =>
      run(all(queries).where("email_key", "in", keys)),
    );
  }
  if (request.username !== undefined) {
    const keys = loginKeys(request.username);
    return requestReset(services, `username ${accountSubject(request.username)}`, (queries) =>
      run(all(queries).where("username_key", "in", keys)),
    );
  }
  const { mobileNumber } = request;
  return requestReset(services, `mobile_number ${mobileNumber}`, (queries) =>
    run(all(queries).where("mobile_number", "=", mobileNumber)),
  );
};
