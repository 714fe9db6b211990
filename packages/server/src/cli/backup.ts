import { readBackup } from "../backup/read.ts";
import { writeBackup } from "../backup/write.ts";
import type { DatabaseChoice } from "../database/dialect.ts";
import { print, secondsNow, withDatabase } from "./withDatabase.ts";

const counted = (counts: { readonly [table: string]: number }) =>
  `${counts["users"] ?? 0} users, ${Object.values(counts).reduce((sum, rows) => sum + rows, 0)} rows in all`;

/** Writes everything into a file. */
export const backup = async (choice: DatabaseChoice, file: string): Promise<void> => {
  const counts = await withDatabase(choice, (database) =>
    writeBackup(database, file, secondsNow()),
  );
  print(`${file} holds ${counted(counts)}. Keep it as safe as the database.`);
};

/** Puts everything of a file into a new database, of either kind. */
export const restore = async (choice: DatabaseChoice, file: string): Promise<void> => {
  const counts = await withDatabase(choice, (database) => readBackup(database, file));
  print(`Restored ${counted(counts)}.`);
};
