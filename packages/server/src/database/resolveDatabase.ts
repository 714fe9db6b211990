import type { DatabaseChoice, DatabaseKind } from "./databaseKind.ts";
import { postgres } from "./postgres.ts";
import { sqlite } from "./sqlite.ts";

/** Creates the database kind for a choice. */
export const databaseKind = (choice: DatabaseChoice): DatabaseKind =>
  "url" in choice ? postgres(choice) : sqlite(choice.file);
