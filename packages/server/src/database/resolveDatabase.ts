import type { DatabaseChoice, DatabaseKind } from "./databaseKind.ts";
import { postgres } from "./postgres.ts";
import { sqlite } from "./sqlite.ts";

/** The kind of database that holds the data. */
export const databaseKind = (choice: DatabaseChoice): DatabaseKind =>
  "url" in choice ? postgres(choice) : sqlite(choice.file);
