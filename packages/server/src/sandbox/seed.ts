import * as Effect from "effect/Effect";
import { chunksOf } from "../database/chunks.ts";
import { continueIds, holdTexts, type Queries, run, transaction } from "../database/database.ts";
import { searchKey } from "../database/searchKey.ts";
import { listToJson } from "../oauth/clients.ts";
import { hashPassword } from "../passwords/hash.ts";
import { writeDefinitions } from "../properties/json.ts";
import { hashSecret } from "../secrets.ts";
import type { Services } from "../services.ts";
import { sandboxClients, sandboxUsers } from "./credentials.ts";
import { demandEmpty, isSandbox, markAsSandbox } from "./mark.ts";
import { personOf, reference, seedGroups } from "./people.ts";
import { seedTemplates } from "./templates.ts";

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
    queries.insertInto("oauth_clients").values(
      sandboxClients.map(({ id, secret, grants, roles }) => ({
        id,
        secret_hash: secret === undefined ? null : hashSecret(secret),
        grants: listToJson(grants),
        roles: listToJson(roles),
      })),
    ),
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
  for (const some of chunksOf(people)) {
    yield* run(queries.insertInto("users").values(some.map(({ row }) => row)));
  }
  yield* run(queries.insertInto("user_roles").values(roles));
  yield* run(queries.insertInto("user_groups").values(seedGroups));
  for (const some of chunksOf(tags)) yield* run(queries.insertInto("user_tags").values(some));
  for (const some of chunksOf(members)) {
    yield* run(queries.insertInto("user_group_members").values(some));
  }
});

/** Fills an empty database with a fixed population; one that was filled before stays as it is. */
export const seedSandbox = ({ database }: Services, users: number): Promise<void> =>
  Effect.runPromise(
    Effect.gen(function* () {
      const hashes = yield* Effect.forEach(sandboxUsers, ({ password }) => hashPassword(password), {
        concurrency: "unbounded",
      });
      yield* transaction(
        database,
        Effect.fnUntraced(function* (queries) {
          // Of several that start at once one fills it.
          yield* holdTexts(database, queries, ["sandbox"]);
          if (yield* isSandbox(queries)) return;
          yield* demandEmpty(queries);
          yield* markAsSandbox(queries);
          yield* insertTemplates(queries);
          yield* insertClients(queries);
          yield* insertPeople(queries, users, hashes);
          yield* continueIds(database, queries, "users");
          yield* continueIds(database, queries, "user_groups");
        }),
      );
    }),
  );
