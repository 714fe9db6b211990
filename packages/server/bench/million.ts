import { parseArgs } from "node:util";
import * as Effect from "effect/Effect";
import { chunksOf } from "../src/database/chunks.ts";
import {
  resetSequence,
  type Database,
  openDatabase,
  type Queries,
  run,
  transaction,
} from "../src/database/database.ts";
import { databaseKind } from "../src/database/resolveDatabase.ts";
import { databaseOf } from "../src/options/serverOptions.ts";
import { type GeneratedUser, generateUsers, groupNames } from "./people.ts";

/** Users per transaction, which bounds memory. */
const batch = 10_000;

function* batchesOf(users: Iterable<GeneratedUser>): Generator<ReadonlyArray<GeneratedUser>> {
  let some: Array<GeneratedUser> = [];
  for (const user of users) {
    some.push(user);
    if (some.length < batch) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

const insert = Effect.fnUntraced(function* (queries: Queries, users: ReadonlyArray<GeneratedUser>) {
  const ofEach = <Row>(rows: (id: number, user: GeneratedUser) => ReadonlyArray<Row>) =>
    users.flatMap((user) => rows(Number(user.row.id), user));
  const tags = ofEach((id, user) => user.tags.map((tag) => ({ user_id: id, tag })));
  const roles = ofEach((id, user) => user.roles.map((role) => ({ user_id: id, role })));
  const members = ofEach((id, user) =>
    user.groups.map((group) => ({ user_id: id, group_id: groupNames.indexOf(group) + 1 })),
  );
  for (const some of chunksOf(users.map(({ row }) => row))) {
    yield* run(queries.insertInto("users").values(some));
  }
  for (const some of chunksOf(tags)) yield* run(queries.insertInto("user_tags").values(some));
  for (const some of chunksOf(roles)) yield* run(queries.insertInto("user_roles").values(some));
  for (const some of chunksOf(members)) {
    yield* run(queries.insertInto("user_group_members").values(some));
  }
});

/** Fills an empty database. */
export const fill = async (database: Database, count: number, seed: number): Promise<void> => {
  await Effect.runPromise(
    transaction(database, (queries) =>
      run(
        queries
          .insertInto("user_groups")
          .values(groupNames.map((name, index) => ({ id: index + 1, unique_name: name, name }))),
      ),
    ),
  );
  for (const users of batchesOf(generateUsers(count, seed))) {
    await Effect.runPromise(transaction(database, (queries) => insert(queries, users)));
  }
  await Effect.runPromise(
    transaction(database, (queries) =>
      Effect.andThen(
        resetSequence(database, queries, "users"),
        resetSequence(database, queries, "user_groups"),
      ),
    ),
  );
};

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      users: { type: "string", default: "1000000" },
      seed: { type: "string", default: "1" },
      data: { type: "string" },
    },
  });
  const { DATABASE_URL: url = "" } = process.env;
  const choice = values.data === undefined ? { url } : { file: values.data };
  const database = await openDatabase(databaseKind(databaseOf({ database: choice })));
  const start = performance.now();
  await fill(database, Number(values.users), Number(values.seed));
  await database.close();
  console.log(`${values.users} users in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
