import { type Kysely, sql } from "kysely";
import manifest from "../../package.json" with { type: "json" };
import { DatabaseUnavailable } from "./databaseErrors.ts";

/** The migrations of a database, compared with those of this version. */
export interface SchemaState {
  readonly applied: ReadonlyArray<string>;
  /** Applied at the next start. */
  readonly missing: ReadonlyArray<string>;
  /** Applied by a later version of the server. */
  readonly unknown: ReadonlyArray<string>;
  /** The version that applied the last unknown migration, if it is recorded. */
  readonly neededVersion: string | undefined;
}

type AnyDatabase = Pick<Kysely<unknown>, "getExecutor">;

/** The rows of a table; none if the table does not exist yet. */
const rowsOf = async <Row>(db: AnyDatabase, table: string): Promise<ReadonlyArray<Row>> => {
  try {
    return (await sql<Row>`select * from ${sql.table(table)} order by name`.execute(db)).rows;
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error;
    return [];
  }
};

/** Reads which migrations were applied, without applying any. */
export const readSchemaState = async (
  db: AnyDatabase,
  known: ReadonlyArray<string>,
): Promise<SchemaState> => {
  const applied = (await rowsOf<{ readonly name: string }>(db, "kysely_migration")).map(
    ({ name }) => name,
  );
  const unknown = applied.filter((name) => !known.includes(name));
  const versions = await rowsOf<{ readonly name: string; readonly version: string }>(
    db,
    "migration_versions",
  );
  return {
    applied,
    missing: known.filter((name) => !applied.includes(name)),
    unknown,
    neededVersion: versions.find(({ name }) => name === unknown.at(-1))?.version,
  };
};

/** Describes why this version cannot use the database, and what to do. */
export const describeDowngrade = ({ unknown, neededVersion }: SchemaState): string => {
  const needed = neededVersion === undefined ? "a later version" : `version ${neededVersion}`;
  return (
    `The database was upgraded by ${needed} of the server (migration ${unknown.at(-1) ?? ""}), and ` +
    `this is version ${manifest.version}. Use ${needed}${neededVersion === undefined ? "" : " or later"}, ` +
    "or restore a backup from before the upgrade into a new database."
  );
};

/** Records which version applied the migrations, for a later downgrade. */
export const recordVersions = async (
  db: AnyDatabase,
  names: ReadonlyArray<string>,
): Promise<void> => {
  for (const name of names) {
    await sql`insert into migration_versions (name, version) values (${name}, ${manifest.version})
      on conflict (name) do nothing`.execute(db);
  }
};
