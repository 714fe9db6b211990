import type { DatabaseChoice } from "../database/databaseKind.ts";
import { databaseOf, isPostgresUrl } from "../options/serverOptions.ts";

export const defaultFile = "./knetik-users.sqlite";

/** What the command line says of the database. */
export interface DatabaseFlags {
  readonly data?: string;
  readonly poolSize?: number;
}

/** The database of a command: that of `--data`, else that of `DATABASE_URL`, else a file. */
export const chooseDatabase = ({ data, poolSize }: DatabaseFlags): DatabaseChoice => {
  const { DATABASE_URL: url = "" } = process.env;
  if (data !== undefined || url === "") return { file: data ?? defaultFile };
  // The message does not repeat it: there is a password in it.
  if (!isPostgresUrl(url)) {
    throw new Error(
      "DATABASE_URL must be the address of a PostgreSQL database, such as " +
        "postgres://user:password@host:5432/database.",
    );
  }
  return databaseOf({ database: { url, poolSize } });
};
