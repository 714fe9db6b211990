import type { NewPassword } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { CurrentCall } from "../../call-context/currentCall.ts";
import { userTarget } from "../../audit/auditEvents.ts";
import { recordAudit } from "../../audit/recordAudit.ts";
import { type Queries, runFirst, transaction } from "../../database/database.ts";
import { issue } from "../errors/fieldIssues.ts";
import { consume } from "../../rate-limits/consume.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import type { RetryLater } from "../../rate-limits/retryLater.ts";
import { hashSecret } from "../../database/hashSecret.ts";
import type { Services } from "../context/services.ts";
import { lockUser } from "../repositories/userRepository.ts";
import { changePassword } from "./changePassword.ts";
import { passwordIssues } from "./passwordPolicy.ts";

const wrongSecret = () =>
  fail("BadRequest", [issue("secret", "is invalid, used or expired; request a new one")]);

/** Sets a new password with the secret from the mail. The secret works once. */
export const finishReset = Effect.fnUntraced(function* (
  services: Services,
  userId: number,
  { password, secret }: NewPassword,
): Effect.fn.Return<void, ApiError<"BadRequest"> | RetryLater> {
  const { database, now, passwords } = services;
  // Checked first, so that a weak password does not use up the secret.
  const issues = yield* passwordIssues(password);
  if (issues.length > 0) return yield* fail("BadRequest", issues);
  const { address } = yield* CurrentCall;
  yield* consume(services, { limit: "passwordReset.address", subject: address });
  const secretHash = hashSecret(secret);
  const pending = (queries: Queries) =>
    queries
      .selectFrom("password_resets")
      .select("user_id")
      .where("user_id", "=", userId)
      .where("secret_hash", "=", secretHash)
      .where("expires_at", ">", now());
  // Guessing a secret must not make the server hash passwords.
  if ((yield* runFirst(pending(database.queries))) === undefined) return yield* wrongSecret();
  const hash = yield* passwords.hash(password);
  yield* transaction(
    database,
    Effect.fnUntraced(function* (queries) {
      const user = yield* lockUser(queries, userId);
      // Checked and used up in one statement, so that only one of several concurrent requests
      // succeeds.
      const used = yield* runFirst(
        queries
          .deleteFrom("password_resets")
          .where("user_id", "=", userId)
          .where("secret_hash", "=", secretHash)
          .where("expires_at", ">", now())
          .returning("user_id"),
      );
      if (user === undefined || used === undefined) return yield* wrongSecret();
      yield* recordAudit(queries, now(), {
        event: "password.reset.used",
        target: userTarget(userId),
      });
      yield* changePassword(queries, now(), user, { password, hash });
    }),
  );
});
