import type { User, UserRegistration } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { type Caller, isUsersAdmin } from "../access/caller.ts";
import { CurrentCall } from "../access/currentCall.ts";
import { userTarget } from "../audit/events.ts";
import { record } from "../audit/record.ts";
import { runUnlessClash, transaction } from "../database/database.ts";
import { searchKey } from "../database/searchKey.ts";
import { issue } from "../issues.ts";
import { spend } from "../limits/spend.ts";
import { recipientSubject } from "../limits/subjects.ts";
import { ownNameIssues, passwordIssues } from "../passwords/policy.ts";
import { type NotNow, type Refusal, refuse } from "../refusal.ts";
import type { Services } from "../services.ts";
import { tagIssues } from "../tags/limit.ts";
import { replaceTags, tagsOf } from "../tags/repository.ts";
import { demandOwnNames, userClash } from "./clash.ts";
import { columnsOf, displayKey } from "./columns.ts";
import { userOf } from "./record.ts";
import { textIssues, propertyIssues } from "./validate.ts";

/** Who administers users may bring in as many as there are. */
const spendRegistration = Effect.fnUntraced(function* (
  services: Services,
  email: string,
  caller: Caller,
) {
  if (isUsersAdmin(caller)) return;
  const { address } = yield* CurrentCall;
  yield* spend(
    services,
    { limit: "registration.address", of: address },
    { limit: "registration.recipient", of: recipientSubject(email) },
  );
});

/** Registers a user. Anybody may; only a USERS_ADMIN may give it tags. */
export const registerUser = Effect.fnUntraced(function* (
  services: Services,
  body: UserRegistration,
  caller: Caller,
): Effect.fn.Return<User, Refusal<"BadRequest" | "Forbidden" | "UserAlreadyExists"> | NotNow> {
  const { database, now, passwords } = services;
  const tags = body.tags ?? [];
  if (tags.length > 0 && !isUsersAdmin(caller)) {
    return yield* refuse("Forbidden", [issue("tags", "may be set by USERS_ADMIN only")]);
  }
  const weak = yield* passwordIssues(body.password);
  const issues = [
    // One reason is enough.
    ...(weak.length > 0 ? weak : ownNameIssues(body.password ?? "", body)),
    ...textIssues(body),
    ...tagIssues(tags),
    ...(yield* propertyIssues(database.queries, body.template, body.additionalProperties)),
  ];
  if (issues.length > 0) return yield* refuse("BadRequest", issues);
  yield* spendRegistration(services, body.email, caller);
  // Slow on purpose, and so before the transaction, in which others wait.
  const hash = yield* passwords.hash(body.password ?? "");
  return yield* transaction(
    database,
    Effect.fnUntraced(function* (queries) {
      // Once more, now that no template can change any longer.
      const late = yield* propertyIssues(queries, body.template, body.additionalProperties);
      if (late.length > 0) return yield* refuse("BadRequest", late);
      const seconds = now();
      const names = { usernameKey: searchKey(body.username), emailKey: searchKey(body.email) };
      yield* demandOwnNames(database, queries, names);
      const [row] = yield* runUnlessClash(
        database,
        queries
          .insertInto("users")
          .values({
            ...columnsOf(body),
            username: body.username,
            username_key: names.usernameKey,
            email: body.email,
            email_key: names.emailKey,
            display_name_key: displayKey(body.displayName, body.username),
            password_hash: hash,
            member_since: seconds,
            last_updated: seconds,
          })
          .returningAll(),
        userClash,
      );
      if (row === undefined) return yield* Effect.die(new Error("The new user was not returned."));
      yield* replaceTags(queries, row.id, tags);
      yield* record(queries, seconds, { event: "user.registered", target: userTarget(row.id) });
      // Whoever registers is the user: all of it is shown.
      return userOf(row, yield* tagsOf(queries, row.id));
    }),
  );
});
