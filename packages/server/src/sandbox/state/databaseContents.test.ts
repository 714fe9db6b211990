import { expect, it } from "vitest";
import { openDatabase } from "../../database/database.ts";
import { sqlite } from "../../database/sqlite.ts";
import { derivedTables, storedTables } from "../../database/tableKeys.ts";

it("the contents of a database are all tables but those of the migrations", async () => {
  const database = await openDatabase(sqlite(":memory:"));
  try {
    const found = await database.queries.introspection.getTables();
    const ofMigrations = ["migration_versions"];
    expect(found.map(({ name }) => name).sort()).toEqual(
      [...storedTables, ...derivedTables, ...ofMigrations].sort(),
    );
  } finally {
    await database.close();
  }
});
