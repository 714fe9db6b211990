import type { Queries } from "../../database/database.ts";
import { runFirst } from "../../database/database.ts";
import { searchKey } from "../../database/searchKey.ts";

export const findUser = (queries: Queries, id: number) =>
  runFirst(queries.selectFrom("users").selectAll().where("id", "=", id));

/**
 * The user, for a transaction that is about to change what belongs to it. Whoever else is about to
 * waits until this one ends. To be called first: who locks in another order may wait for good.
 */
export const lockUser = (queries: Queries, id: number) =>
  runFirst(queries.selectFrom("users").selectAll().where("id", "=", id).forNoKeyUpdate());

/** By user name, or by e-mail address: people type either. The user name comes first. */
export const findUserByLogin = (queries: Queries, login: string) => {
  const key = searchKey(login);
  return runFirst(
    queries
      .selectFrom("users")
      .select(["id", "password_hash"])
      .where((user) => user.or([user("username_key", "=", key), user("email_key", "=", key)]))
      .orderBy((user) => user.case().when("username_key", "=", key).then(0).else(1).end())
      .limit(1),
  );
};
