import type { DatabaseChoice } from "../database/databaseKind.ts";
import { databaseOf, isPostgresUrl } from "../options/serverOptions.ts";

export const defaultFile = "./knetik-users.sqlite";

/** Command line options of the database. */
export interface DatabaseFlags {
  readonly data?: string;
  readonly poolSize?: number;
}

/** The database of a command: `--data`, else `DATABASE_URL`, else the default file. */
export const chooseDatabase = ({ data, poolSize }: DatabaseFlags): DatabaseChoice => {
  const { DATABASE_URL: url = "" } = process.env;
  if (data !== undefined || url === "") return { file: data ?? defaultFile };
  // The value is not repeated in the message, because it contains a password.
  if (!isPostgresUrl(url)) {
    throw new Error(
      "DATABASE_URL must be the address of a PostgreSQL database, such as " +
        "postgres://user:password@host:5432/database.",
    );
  }
  return databaseOf({ database: { url, poolSize } });
};
