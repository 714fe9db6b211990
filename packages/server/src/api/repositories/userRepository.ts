import type { Queries } from "../../database/database.ts";
import { runFirst } from "../../database/database.ts";
import { loginKeys } from "../../database/names/username.ts";
import { statement } from "../../database/statement.ts";
import { publicUser, userColumns, type UserRow } from "./userRecord.ts";

/** A user's columns and tags, the latter as JSON. */
type WholeUserRow = UserRow & { readonly tags: string };

export const findWholeUser = statement<{ readonly id: number }, WholeUserRow>(
  ["id"],
  (queries, { id }, { jsonList }) =>
    queries
      .selectFrom("users")
      .select(userColumns)
      .select((user) =>
        user
          .selectFrom("user_tags")
          .select(jsonList("user_tags.tag").as("tags"))
          .whereRef("user_tags.user_id", "=", "users.id")
          // An aggregate always has a row.
          .$asScalar()
          .$notNull()
          .as("tags"),
      )
      .where("id", "=", id),
);

/** A user's columns that anyone may see. */
export const findPublicUser = statement<{ readonly id: number }, UserRow>(
  ["id"],
  (queries, { id }) => queries.selectFrom("users").select(publicUser.columns).where("id", "=", id),
);

/** All columns, which include the ones that the API does not show. */
export const findUser = (queries: Queries, id: number) =>
  runFirst(queries.selectFrom("users").selectAll().where("id", "=", id));

/**
 * Reads and locks a user whose data the transaction is about to change. Call it before any other
 * lock: another order could deadlock.
 */
export const lockUser = (queries: Queries, id: number) =>
  runFirst(queries.selectFrom("users").selectAll().where("id", "=", id).forNoKeyUpdate());

/**
 * Finds a user by user name or e-mail address. The user name takes precedence, and the name as typed
 * over its normal form.
 */
export const findUserByLogin = (queries: Queries, login: string) => {
  // The same for an e-mail address.
  const keys = loginKeys(login);
  return runFirst(
    queries
      .selectFrom("users")
      .select(["id", "password_hash"])
      .where((user) => user.or([user("username_key", "in", keys), user("email_key", "in", keys)]))
      .orderBy((user) => user.case().when("username_key", "in", keys).then(0).else(1).end())
      .orderBy((user) => {
        const [typed = ""] = keys;
        const isTyped = user.or([user("username_key", "=", typed), user("email_key", "=", typed)]);
        return user.case().when(isTyped).then(0).else(1).end();
      })
      .limit(1),
  );
};
