import * as Effect from "effect/Effect";
import { chunksOf } from "../../database/chunks.ts";
import { type Database, type Queries, run } from "../../database/database.ts";
import { searchKey } from "../../database/searchKey.ts";
import { listToJson } from "../../api/repositories/oauthClients.ts";
import { type HashCost, hashPassword } from "../../api/password-hashing/passwordHash.ts";
import { writeDefinitions } from "../../api/properties/json.ts";
import { hashSecret } from "../../database/hashSecret.ts";
import { unset } from "../state/sandboxClock.ts";
import { resetSequences } from "../state/databaseContents.ts";
import { sandboxClients, sandboxUsers } from "./credentials.ts";
import { type SandboxMetadata, writeMetadata } from "../state/sandboxMetadata.ts";
import { sampleUserOf, type Population, seedGroups } from "./sampleUsers.ts";
import { seedTemplates } from "./sampleTemplates.ts";

const insertTemplates = (queries: Queries, { reference }: Population) =>
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

const insertUsers = Effect.fnUntraced(function* (
  queries: Queries,
  population: Population,
  hashes: ReadonlyArray<string>,
) {
  const people = Array.from({ length: population.users }, (_, index) =>
    sampleUserOf(index + 1, hashes[index] ?? null, population),
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

const hashesByCost = new Map<string, Promise<ReadonlyArray<string>>>();

/**
 * Hashes of the sandbox passwords, cached by cost, because a sandbox may be reset before every
 * test.
 */
export const passwordHashes = (cost: HashCost): Promise<ReadonlyArray<string>> => {
  const key = [cost.memory, cost.passes, cost.parallelism].join();
  const known = hashesByCost.get(key);
  if (known !== undefined) return known;
  const hashes = Effect.runPromise(
    Effect.forEach(sandboxUsers, ({ password }) => hashPassword(password, cost), {
      concurrency: "unbounded",
    }),
  );
  hashesByCost.set(key, hashes);
  return hashes;
};

/** Seeds an empty database within a transaction. */
export const seedDatabase = Effect.fnUntraced(function* (
  database: Database,
  queries: Queries,
  population: Population,
  cost: HashCost,
): Effect.fn.Return<SandboxMetadata> {
  const mark = { ...population, clock: unset };
  yield* writeMetadata(queries, mark);
  yield* insertTemplates(queries, population);
  yield* insertClients(queries);
  yield* insertUsers(queries, population, yield* Effect.promise(() => passwordHashes(cost)));
  yield* Effect.promise(() => resetSequences(database, queries));
  return mark;
});
