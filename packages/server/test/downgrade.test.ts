import { sql } from "kysely";
import { expect, it, onTestFinished } from "vitest";
import { migrationNames, openDatabase, openUnmigrated } from "../src/database/database.ts";
import { databaseKind } from "../src/database/resolveDatabase.ts";
import { databaseOf } from "../src/options/serverOptions.ts";
import manifest from "../package.json" with { type: "json" };
import { freshDurable } from "./engines/databases.ts";

it("says which version a database needs that a later version has upgraded", async () => {
  const { database, drop } = await freshDurable();
  onTestFinished(drop);
  const kind = () => databaseKind(databaseOf({ database }));
  const opened = await openDatabase(kind());
  const { rows } = await sql<{ name: string; version: string }>`
    select name, version from migration_versions order by name`.execute(opened.queries);
  expect(rows).toEqual(migrationNames.map((name) => ({ name, version: manifest.version })));
  await sql`insert into kysely_migration (name, timestamp) values ('0099_future', '2027')`.execute(
    opened.queries,
  );
  await opened.close();
  await expect(openDatabase(kind())).rejects.toThrow(/upgraded by a later version .*0099_future/);

  const later = openUnmigrated(kind());
  await sql`insert into migration_versions (name, version) values ('0099_future', '9.8.7')`.execute(
    later.queries,
  );
  await later.close();
  await expect(openDatabase(kind())).rejects.toThrow(/Use version 9\.8\.7 or later/);
});
