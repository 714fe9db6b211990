import { type Dialect, type Kysely, PostgresAdapter, sql } from "kysely";

/** Kysely's own number, so that servers of earlier versions wait, too. */
const migrationLock = "3853314791062309107";

/**
 * Locks migrations until the transaction ends. A lock of the session would stay with a connection of
 * the pooler, where nobody could release it.
 */
export const lockMigrations = async <Tables>(transaction: Kysely<Tables>): Promise<void> => {
  // Limits of the database user, which apply behind a pooler.
  for (const name of ["lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"]) {
    await sql`set local ${sql.ref(name)} = 0`.execute(transaction);
  }
  await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)}::bigint)`.execute(transaction);
};

class LockedAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

/** A dialect for migrations in a transaction that has called {@link lockMigrations}. */
export const migrationDialectOf = (dialect: Dialect): Dialect => ({
  createAdapter: () => new LockedAdapter(),
  createDriver: () => dialect.createDriver(),
  createIntrospector: (db) => dialect.createIntrospector(db),
  createQueryCompiler: () => dialect.createQueryCompiler(),
});
