import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { expect, inject, it } from "vitest";
import { migrationNames, openDatabase } from "../../src/database/database.ts";
import { postgres } from "../../src/database/postgres.ts";
import { databaseAt } from "../engines/databases.ts";

it("servers that start at once on an empty database take turns", async () => {
  const name = `knetik_users_${randomUUID().replaceAll("-", "")}`;
  const admin = new Client({ connectionString: inject("postgresUrl") });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = databaseAt(inject("postgresUrl"), name);
  const opened = await Promise.all(
    Array.from({ length: 8 }, () => openDatabase(postgres({ url, poolSize: 1 }))),
  );
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("select name from kysely_migration order by name");
  expect(rows).toEqual(migrationNames.map((name) => ({ name })));

  // Regardless of the database's collation: text is compared by bytes, as SQLite does.
  const { rows: collations } = await client.query(
    `select distinct collation_name from information_schema.columns
     where table_schema = 'public' and data_type = 'text'`,
  );
  expect(collations).toEqual([{ collation_name: "C" }]);
  await client.end();
  for (const database of opened) await database.close();
  await admin.query(`drop database ${name}`);
  await admin.end();
});
