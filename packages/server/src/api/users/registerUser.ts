import type { User, UserRegistration } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { isUsersAdmin } from "../access/callerAccess.ts";
import { CurrentCall } from "../../call-context/currentCall.ts";
import { userTarget } from "../../audit/auditEvents.ts";
import { recordAudit } from "../../audit/recordAudit.ts";
import { transaction } from "../../database/database.ts";
import { issue } from "../errors/fieldIssues.ts";
import { consume } from "../../rate-limits/consume.ts";
import { recipientSubject } from "../../rate-limits/rateLimitSubjects.ts";
import { ownNameIssues, passwordIssues } from "../passwords/passwordPolicy.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import type { RetryLater } from "../../rate-limits/retryLater.ts";
import type { Services } from "../context/services.ts";
import { tagIssues } from "../tags/tagLimit.ts";
import { tagsOf } from "../repositories/tagRepository.ts";
import { insertUser } from "./insertUser.ts";
import { userOf } from "../repositories/userRecord.ts";
import { displayIssues, nameIssues, propertyIssues, textIssues } from "./validateUser.ts";

/** Administrators are not limited, so that they can import users. */
const consumeRegistration = Effect.fnUntraced(function* (services: Services, email: string) {
  const { caller, address } = yield* CurrentCall;
  if (isUsersAdmin(caller)) return;
  yield* consume(
    services,
    { limit: "registration.address", subject: address },
    { limit: "registration.recipient", subject: recipientSubject(email) },
  );
});

/** Registers a user. Open to everyone; only a USERS_ADMIN may set tags. */
export const registerUser = Effect.fnUntraced(function* (
  services: Services,
  body: UserRegistration,
): Effect.fn.Return<User, ApiError<"BadRequest" | "Forbidden" | "UserAlreadyExists"> | RetryLater> {
  const { database, now, passwords } = services;
  const { caller } = yield* CurrentCall;
  const tags = body.tags ?? [];
  if (tags.length > 0 && !isUsersAdmin(caller)) {
    return yield* fail("Forbidden", [issue("tags", "can only be set by a USERS_ADMIN")]);
  }
  const weak = yield* passwordIssues(body.password);
  const issues = [
    // One issue is enough.
    ...(weak.length > 0 ? weak : ownNameIssues(body.password ?? "", body)),
    ...textIssues(body),
    ...nameIssues(body),
    ...displayIssues(body),
    ...tagIssues(tags),
    ...(yield* propertyIssues(database.queries, body.template, body.additionalProperties)),
  ];
  if (issues.length > 0) return yield* fail("BadRequest", issues);
  yield* consumeRegistration(services, body.email);
  // Hashing is slow on purpose, so it is done before the transaction, in which others wait.
  const hash = yield* passwords.hash(body.password ?? "");
  return yield* transaction(
    database,
    Effect.fnUntraced(function* (queries) {
      // Validated again, now that the template is locked.
      const late = yield* propertyIssues(queries, body.template, body.additionalProperties);
      if (late.length > 0) return yield* fail("BadRequest", late);
      const seconds = now();
      const row = yield* insertUser(database, queries, { registration: body, hash, now: seconds });
      yield* recordAudit(queries, seconds, {
        event: "user.registered",
        target: userTarget(row.id),
      });
      // The caller is the new user and sees all fields.
      return userOf(row, yield* tagsOf(queries, row.id));
    }),
  );
});
