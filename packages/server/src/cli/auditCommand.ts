import * as Effect from "effect/Effect";
import { type AuditSearch, listAudit } from "../audit/listAuditEntries.ts";
import { printableJson } from "../database/names/displayText.ts";
import { openDatabase } from "../database/database.ts";
import type { DatabaseChoice } from "../database/databaseKind.ts";
import { databaseKind } from "../database/resolveDatabase.ts";

/** Prints the audit trail, one JSON object a line. */
export const printAudit = async (choice: DatabaseChoice, search: AuditSearch): Promise<void> => {
  const database = await openDatabase(databaseKind(choice));
  try {
    for (const entry of await Effect.runPromise(listAudit(database.queries, search))) {
      const at = new Date(entry.at * 1_000).toISOString();
      const fields: unknown = JSON.parse(entry.fields);
      process.stdout.write(`${printableJson({ ...entry, at, fields })}\n`);
    }
  } finally {
    await database.close();
  }
};
