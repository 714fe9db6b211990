import { ConfigurationError } from "@knetik-users/core/effect";
import type { DatabaseChoice } from "../database/databaseKind.ts";
import { optionProblem } from "../errors/optionProblems.ts";
import { databaseOf, isPostgresUrl, postgresUrlExample } from "../options/serverOptions.ts";

export const defaultFile = "./knetik-users.sqlite";

/** Command line options of the database. */
export interface DatabaseFlags {
  readonly data?: string;
  readonly poolSize?: number;
}

/** Whether connections keep prepared statements, which not every connection pooler supports. */
const keepsStatements = (): boolean => {
  const { DATABASE_PREPARED_STATEMENTS: text = "" } = process.env;
  if (!["", "true", "false"].includes(text)) {
    throw new ConfigurationError([optionProblem("DATABASE_PREPARED_STATEMENTS", "true or false")]);
  }
  return text !== "false";
};

/** The replica of a PostgreSQL database, if any. */
const replicaOf = () => {
  const { DATABASE_REPLICA_URL: url = "", DATABASE_REPLICA_MAX_LAG: lag = "" } = process.env;
  if (url !== "" && !isPostgresUrl(url)) {
    throw new ConfigurationError([optionProblem("DATABASE_REPLICA_URL", postgresUrlExample)]);
  }
  if (!/^\d*$/.test(lag) || Number(lag) > 300 || (lag !== "" && Number(lag) < 1)) {
    throw new ConfigurationError([
      optionProblem("DATABASE_REPLICA_MAX_LAG", "a number of seconds from 1 to 300"),
    ]);
  }
  return {
    replicaUrl: url === "" ? undefined : url,
    replicaMaxLag: lag === "" ? undefined : Number(lag),
  };
};

/** The database of a command: `--data`, else `DATABASE_URL`, else the default file. */
export const chooseDatabase = ({ data, poolSize }: DatabaseFlags): DatabaseChoice => {
  const { DATABASE_URL: url = "" } = process.env;
  if (data !== undefined || url === "") return { file: data ?? defaultFile };
  if (!isPostgresUrl(url)) {
    throw new ConfigurationError([optionProblem("DATABASE_URL", postgresUrlExample)]);
  }
  return databaseOf({
    database: { url, poolSize, preparedStatements: keepsStatements(), ...replicaOf() },
  });
};
