import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import type { DatabaseKind } from "./dialect.ts";
import { up as initial } from "./migrations/0001_initial.ts";
import type { Tables } from "./tables.ts";

/** Runs queries: the database itself, or one transaction of it. */
export type Queries = Kysely<Tables>;

/** A database whose tables are up to date. */
export interface Database {
  readonly queries: Queries;
  readonly kind: DatabaseKind;
  readonly close: () => Promise<void>;
}

const migrations = { "0001_initial": { up: initial } };

/** Opens a database and brings its tables up to date. */
export const openDatabase = async (kind: DatabaseKind): Promise<Database> => {
  const queries = new Kysely<Tables>({ dialect: kind.dialect });
  const migrator = new Migrator({
    db: queries,
    provider: { getMigrations: async () => migrations },
  });
  try {
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) {
      const reason = error instanceof Error ? error.message : "unknown";
      throw new Error(`The database cannot be opened or brought up to date: ${reason}`, {
        cause: error,
      });
    }
  } catch (error) {
    await queries.destroy();
    throw error;
  }
  return { queries, kind, close: () => queries.destroy() };
};

/** A query as an Effect. A failed one is a defect: nobody who called the API can do better. */
export const run = <A>(query: { readonly execute: () => Promise<A> }): Effect.Effect<A> =>
  Effect.promise(() => query.execute());

/** The first row of a query, if it has any. */
export const runFirst = <A>(query: {
  readonly executeTakeFirst: () => Promise<A | undefined>;
}): Effect.Effect<A | undefined> => Effect.promise(() => query.executeTakeFirst());

/** A query that has a row. */
export const runOne = <A>(query: {
  readonly executeTakeFirstOrThrow: () => Promise<A>;
}): Effect.Effect<A> => Effect.promise(() => query.executeTakeFirstOrThrow());

/**
 * Does all or nothing of what `use` does with the queries that it is given. It must use no others:
 * an embedded database has one connection, and would wait for itself.
 */
export const transaction = <A, E>(
  { queries }: Database,
  use: (queries: Queries) => Effect.Effect<A, E>,
): Effect.Effect<A, E> =>
  Effect.acquireUseRelease(
    Effect.promise(() => queries.startTransaction().execute()),
    use,
    (open, exit) =>
      Effect.promise(async () => {
        if (open.isCommitted || open.isRolledBack) return;
        if (Exit.isFailure(exit)) {
          await open.rollback().execute();
          return;
        }
        try {
          await open.commit().execute();
        } catch (error) {
          // It is open still, and everybody else would wait for it for good.
          await open.rollback().execute();
          throw error;
        }
      }),
  );

/** A query that may clash with what is unique: `onClash` is told `table.column` and says what fails. */
export const runUnlessClash = <A, E>(
  { kind }: Database,
  query: { readonly execute: () => Promise<A> },
  onClash: (clash: string) => E,
): Effect.Effect<A, E> =>
  Effect.tryPromise({ try: () => query.execute(), catch: (error) => error }).pipe(
    Effect.catch((error) => {
      const clash = kind.clashOf(error);
      return clash === undefined ? Effect.die(error) : Effect.fail(onClash(clash));
    }),
  );
