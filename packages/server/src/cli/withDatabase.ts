import * as Effect from "effect/Effect";
import { type Database, openDatabase, type Queries, transaction } from "../database/database.ts";
import { printableLines } from "../database/names/displayText.ts";
import type { DatabaseChoice } from "../database/databaseKind.ts";
import { databaseKind } from "../database/resolveDatabase.ts";

/** Opens a database, runs a function and closes it. */
export const withDatabase = async <A>(
  choice: DatabaseChoice,
  use: (database: Database) => Promise<A>,
): Promise<A> => {
  const database = await openDatabase(databaseKind(choice));
  try {
    return await use(database);
  } finally {
    await database.close();
  }
};

/** Runs a function in a transaction. */
export const inTransaction = <A, E>(
  choice: DatabaseChoice,
  act: (queries: Queries) => Effect.Effect<A, E>,
): Promise<A> => withDatabase(choice, (database) => Effect.runPromise(transaction(database, act)));

export const secondsNow = (): number => Math.floor(Date.now() / 1_000);

export const print = (...lines: ReadonlyArray<string>): void => {
  process.stdout.write(`${printableLines(lines.join("\n"))}\n`);
};
