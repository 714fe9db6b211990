import type { Queries } from "../../database/database.ts";
import { runFirst } from "../../database/database.ts";
import { usernameKey } from "../../database/names/username.ts";

export const findUser = (queries: Queries, id: number) =>
  runFirst(queries.selectFrom("users").selectAll().where("id", "=", id));

/**
 * Reads and locks a user whose data the transaction is about to change. Call it before any other
 * lock: another order could deadlock.
 */
export const lockUser = (queries: Queries, id: number) =>
  runFirst(queries.selectFrom("users").selectAll().where("id", "=", id).forNoKeyUpdate());

/** Finds a user by user name or e-mail address. The user name takes precedence. */
export const findUserByLogin = (queries: Queries, login: string) => {
  // The same for an e-mail address.
  const key = usernameKey(login);
  return runFirst(
    queries
      .selectFrom("users")
      .select(["id", "password_hash"])
      .where((user) => user.or([user("username_key", "=", key), user("email_key", "=", key)]))
      .orderBy((user) => user.case().when("username_key", "=", key).then(0).else(1).end())
      .limit(1),
  );
};
