import { restoreBackup } from "../database/backup/restoreBackup.ts";
import { writeBackup } from "../database/backup/writeBackup.ts";
import type { DatabaseChoice } from "../database/databaseKind.ts";
import { print, secondsNow, withDatabase } from "./withDatabase.ts";

const describeCounts = (counts: { readonly [table: string]: number }) =>
  `${counts["users"] ?? 0} users, ${Object.values(counts).reduce((sum, rows) => sum + rows, 0)} rows in total`;

/** Writes a backup to a file. */
export const backup = async (choice: DatabaseChoice, file: string): Promise<void> => {
  const counts = await withDatabase(choice, (database) =>
    writeBackup(database, file, secondsNow()),
  );
  print(`${file} contains ${describeCounts(counts)}. Protect it like the database.`);
};

/** Restores a backup into a new database of either kind. */
export const restore = async (choice: DatabaseChoice, file: string): Promise<void> => {
  const counts = await withDatabase(choice, (database) => restoreBackup(database, file));
  print(`Restored ${describeCounts(counts)}.`);
};
