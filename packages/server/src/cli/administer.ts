import * as Effect from "effect/Effect";
import type { Role } from "../access/caller.ts";
import { clientTarget, userTarget } from "../audit/events.ts";
import { record } from "../audit/record.ts";
import { openDatabase, type Queries, run, transaction } from "../database/database.ts";
import { type DatabaseChoice, databaseKind } from "../database/dialect.ts";
import { grants, listToJson } from "../oauth/clients.ts";
import { hashSecret, makeSecret } from "../secrets.ts";
import { findUserByLogin } from "../users/repository.ts";

const secondsNow = () => Math.floor(Date.now() / 1_000);

const withDatabase = async <A, E>(
  choice: DatabaseChoice,
  act: (queries: Queries) => Effect.Effect<A, E>,
): Promise<A> => {
  const database = await openDatabase(databaseKind(choice));
  try {
    return await Effect.runPromise(transaction(database, act));
  } finally {
    await database.close();
  }
};

/** Creates a confidential client: without one nobody could administer a new database. */
export const createClient = async (
  choice: DatabaseChoice,
  id: string,
  roles: ReadonlyArray<Role>,
): Promise<void> => {
  const secret = makeSecret();
  await withDatabase(
    choice,
    Effect.fnUntraced(function* (queries) {
      const created = yield* run(
        queries
          .insertInto("oauth_clients")
          .values({
            id,
            secret_hash: hashSecret(secret),
            grants: listToJson(grants),
            roles: listToJson(roles),
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning("id"),
      );
      if (created.length === 0) {
        return yield* Effect.fail(new Error(`There is a client ${id} already.`));
      }
      const target = clientTarget(id);
      yield* record(queries, secondsNow(), { event: "client.created", target, fields: roles });
    }),
  );
  process.stdout.write(
    `client_id      ${id}\nclient_secret  ${secret}\n\nThe secret is not shown again.\n`,
  );
};

/** Gives roles to a user, found by user name or e-mail address. */
export const grantRole = async (
  choice: DatabaseChoice,
  login: string,
  roles: ReadonlyArray<Role>,
): Promise<void> => {
  await withDatabase(
    choice,
    Effect.fnUntraced(function* (queries) {
      const user = yield* findUserByLogin(queries, login);
      if (user === undefined) return yield* Effect.fail(new Error(`There is no user ${login}.`));
      yield* run(
        queries
          .insertInto("user_roles")
          .values(roles.map((role) => ({ user_id: user.id, role })))
          .onConflict((conflict) => conflict.doNothing()),
      );
      const target = userTarget(user.id);
      yield* record(queries, secondsNow(), { event: "role.granted", target, fields: roles });
    }),
  );
  process.stdout.write(`${login} has ${roles.join(" and ")}.\n`);
};
