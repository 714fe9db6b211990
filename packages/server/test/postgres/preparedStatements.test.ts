import * as Effect from "effect/Effect";
import { sql } from "kysely";
import { Client } from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Database, openDatabase, run, transaction } from "../../src/database/database.ts";
import { postgres } from "../../src/database/postgres.ts";
import { statement } from "../../src/database/statement.ts";
import { freshDatabase, type TestDatabase } from "../engines/databases.ts";

let fresh: TestDatabase;
let url: string;
let database: Database;
beforeEach(async () => {
  fresh = await freshDatabase();
  if (typeof fresh.database === "string" || !("url" in fresh.database)) throw new Error("engine");
  ({ url } = fresh.database);
  database = await openDatabase(postgres({ url, poolSize: 1 }));
});
afterEach(async () => {
  await database.close();
  await fresh.drop();
});

const findGroups = statement<{ readonly from: number }, object>(["from"], (queries, { from }) =>
  queries.selectFrom("user_groups").selectAll().where("id", ">=", from),
);
const groups = (of = database) => Effect.runPromise(findGroups.all(of, { from: 0 }));

/** The prepared statements of the only connection. */
const names = async ({ queries }: Database) => {
  const { rows } = await sql<{ readonly name: string }>`
    select name from pg_prepared_statements`.execute(queries);
  return rows.map(({ name }) => name);
};

/** Runs SQL as another process. */
const elsewhere = async (text: string) => {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
};

it("a connection prepares a statement once, and no other queries", async () => {
  for (let round = 0; round < 3; round += 1) {
    await groups();
    await database.queries.selectFrom("user_groups").select("id").limit(round).execute();
  }
  expect(await names(database)).toEqual([expect.stringMatching(/^ku_[\da-f]{32}$/)]);
});

it("without prepared statements, a connection keeps none", async () => {
  const unprepared = await openDatabase(postgres({ url, poolSize: 1, preparedStatements: false }));
  await groups(unprepared);
  expect(await names(unprepared)).toEqual([]);
  await unprepared.close();
});

it("a statement whose table was changed meanwhile is prepared again", async () => {
  await Effect.runPromise(
    run(database.queries.insertInto("user_groups").values({ unique_name: "a", name: "A" })),
  );
  expect(await groups()).toEqual([{ id: 1, unique_name: "a", name: "A" }]);
  await elsewhere("alter table user_groups add column color text default 'red'");
  const changed = [{ id: 1, unique_name: "a", name: "A", color: "red" }];
  expect(await groups()).toEqual(changed);
  expect(await groups()).toEqual(changed);
  expect(await names(database)).toHaveLength(1);
});

it("a transaction with a statement whose table was changed meanwhile runs again", async () => {
  await groups();
  await elsewhere("alter table user_groups add column color text default 'red'");
  let attempts = 0;
  const found = await Effect.runPromise(
    transaction(database, (queries) => {
      attempts += 1;
      return findGroups.all(database, { from: 0 }, queries);
    }),
  );
  expect([found, attempts]).toEqual([[], 2]);
});

it("a statement that a pooler has discarded is run without its name", async () => {
  await groups();
  await sql`deallocate all`.execute(database.queries);
  expect(await groups()).toEqual([]);
});

it("a statement that another client of the pooler has prepared is run without its name", async () => {
  await groups();
  const [name = ""] = await names(database);
  const other = await openDatabase(postgres({ url, poolSize: 1 }));
  await sql`prepare ${sql.id(name)} as select 1`.execute(other.queries);
  expect(await groups(other)).toEqual([]);
  await other.close();
});
