import * as Effect from "effect/Effect";
import { type Queries, run, runFirst, transaction } from "../database/database.ts";
import { searchKey } from "../database/searchKey.ts";
import { listToJson } from "../oauth/clients.ts";
import { hashPassword } from "../passwords/hash.ts";
import { writeDefinitions } from "../properties/json.ts";
import { hashSecret } from "../secrets.ts";
import type { Services } from "../services.ts";
import { sandboxClients, sandboxUsers } from "./credentials.ts";
import { personOf, reference, seedGroups } from "./people.ts";
import { seedTemplates } from "./templates.ts";

/** Rows to an INSERT: each takes some forty of the 32,766 values that SQLite takes at once. */
const chunk = 500;

const insertTemplates = (queries: Queries) =>
  run(
    queries.insertInto("templates").values(
      seedTemplates.map(({ id, name, allowAdditional, properties }) => ({
        id,
        name,
        name_key: searchKey(name),
        allow_additional: allowAdditional ? 1 : 0,
        properties: writeDefinitions(properties),
        created_date: reference,
        updated_date: reference,
      })),
    ),
  );

const insertClients = (queries: Queries) =>
  run(
    queries
      .insertInto("oauth_clients")
      .values(
        sandboxClients.map(({ id, secret, grants, roles }) => ({
          id,
          secret_hash: secret === undefined ? null : hashSecret(secret),
          grants: listToJson(grants),
          roles: listToJson(roles),
        })),
      )
      .onConflict((conflict) => conflict.doNothing()),
  );

const insertPeople = Effect.fnUntraced(function* (
  queries: Queries,
  count: number,
  hashes: ReadonlyArray<string>,
) {
  const people = Array.from({ length: count }, (_, index) =>
    personOf(index + 1, hashes[index] ?? null),
  );
  const groupIds = new Map(seedGroups.map(({ id, unique_name }) => [unique_name, id]));
  const ofEach = <Row>(rows: (id: number, person: (typeof people)[number]) => ReadonlyArray<Row>) =>
    people.flatMap((person, index) => rows(index + 1, person));
  const tags = ofEach((id, person) => person.tags.map((tag) => ({ user_id: id, tag })));
  const members = ofEach((id, { groups }) =>
    groups.map((group) => ({ user_id: id, group_id: groupIds.get(group) ?? 0 })),
  );
  const roles = sandboxUsers.flatMap((user, index) =>
    user.roles.map((role) => ({ user_id: index + 1, role })),
  );
  for (let start = 0; start < count; start += chunk) {
    const rows = people.slice(start, start + chunk).map(({ row }) => row);
    yield* run(queries.insertInto("users").values(rows));
  }
  yield* run(queries.insertInto("user_roles").values(roles));
  yield* run(queries.insertInto("user_groups").values(seedGroups));
  if (tags.length > 0) yield* run(queries.insertInto("user_tags").values(tags));
  if (members.length > 0) yield* run(queries.insertInto("user_group_members").values(members));
});

/** Fills an empty database with a fixed population; leaves one alone that has users. */
export const seedSandbox = ({ database }: Services, users: number): Promise<void> =>
  Effect.runPromise(
    Effect.gen(function* () {
      const hashes = yield* Effect.forEach(sandboxUsers, ({ password }) => hashPassword(password), {
        concurrency: "unbounded",
      });
      yield* transaction(
        database,
        Effect.fnUntraced(function* (queries) {
          const user = yield* runFirst(queries.selectFrom("users").select("id").limit(1));
          if (user !== undefined) return;
          yield* insertTemplates(queries);
          yield* insertClients(queries);
          yield* insertPeople(queries, users, hashes);
        }),
      );
    }),
  );
