import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import { type ControlledTransaction, Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import type { DatabaseKind } from "./databaseKind.ts";
import type { SchemaDialect } from "./migrations/schemaDialect.ts";
import { up as initial } from "./migrations/0001_initial.ts";
import { up as search } from "./migrations/0002_search.ts";
import { up as security } from "./migrations/0003_security.ts";
import { up as activity } from "./migrations/0004_activity.ts";
import type { Tables } from "./tables.ts";
import { DatabaseUnavailable, OutcomeUnknown, TransactionConflict } from "./databaseErrors.ts";

/** Runs queries: the database itself, or one transaction of it. */
export type Queries = Kysely<Tables>;

/** A database whose tables are up to date. */
export interface Database {
  readonly queries: Queries;
  readonly kind: DatabaseKind;
  readonly close: () => Promise<void>;
}

const migrations = {
  "0001_initial": initial,
  "0002_search": search,
  "0003_security": security,
  "0004_activity": activity,
};

/** What the tables are up to. */
export const migrationNames: ReadonlyArray<string> = Object.keys(migrations);

const migrate = async (queries: Queries, types: SchemaDialect): Promise<void> => {
  const migrator = new Migrator({
    db: queries,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          Object.entries(migrations).map(([name, up]) => [
            name,
            { up: (db: Kysely<unknown>) => up(db, types) },
          ]),
        ),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const reason = error instanceof Error ? error.message : "unknown";
  throw new Error(`The database cannot be opened or brought up to date: ${reason}`, {
    cause: error,
  });
};

/** Opens a database and brings its tables up to date. Of several that start at once one does. */
export const openDatabase = async (kind: DatabaseKind): Promise<Database> => {
  const queries = new Kysely<Tables>({ dialect: kind.dialect });
  const { migrationDialect } = kind;
  const own =
    migrationDialect === undefined ? undefined : new Kysely<Tables>({ dialect: migrationDialect });
  try {
    await migrate(own ?? queries, kind.schema);
  } catch (error) {
    await queries.destroy();
    throw error;
  } finally {
    await own?.destroy();
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

/** What a transaction that is over did not do needs no undoing. */
const rollBack = (open: ControlledTransaction<Tables>) =>
  open
    .rollback()
    .execute()
    // Of a connection that is lost. The database has done it by itself.
    .catch(() => {});

const attempt = <A, E>(
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
          await rollBack(open);
          return;
        }
        try {
          await open.commit().execute();
        } catch (error) {
          // It is open still, and everybody else would wait for it for good.
          await rollBack(open);
          if (!(error instanceof DatabaseUnavailable)) throw error;
          throw new OutcomeUnknown("The database went away with the change.", { cause: error });
        }
      }),
  );

const maxAttempts = 8;

/**
 * Does all or nothing of what `use` does with the queries that it is given. It must use no others:
 * an embedded database has one connection, and would wait for itself. It may be done again from
 * the start, where it stood in another's way.
 *
 * What is read to decide on what to write is locked as it is read, in this order: the user's row
 * (`forNoKeyUpdate()`), its template's (`forShare()`), names (`holdTexts`).
 */
export const transaction = <A, E>(
  database: Database,
  use: (queries: Queries) => Effect.Effect<A, E>,
): Effect.Effect<A, E> => {
  const from = (number: number): Effect.Effect<A, E> =>
    attempt(database, use).pipe(
      Effect.catchDefect((defect) => {
        if (!(defect instanceof TransactionConflict) || number === maxAttempts) {
          return Effect.die(defect);
        }
        return Effect.sleep(Math.random() * 10 * 2 ** number).pipe(
          Effect.andThen(Effect.suspend(() => from(number + 1))),
        );
      }),
    );
  return from(1);
};

/** Keeps other transactions that hold one of the same texts waiting until this one ends. */
export const advisoryLock = (
  { kind }: Database,
  queries: Queries,
  texts: ReadonlyArray<string>,
): Effect.Effect<void> => Effect.promise(() => kind.advisoryLock(queries, texts));

/** To be called where rows were given their ids: the next one gets an id of its own. */
export const resetSequence = (
  { kind }: Database,
  queries: Queries,
  table: keyof Tables,
): Effect.Effect<void> => Effect.promise(() => kind.resetSequence(queries, table));

/** A query that may clash with what is unique: `onClash` is told `table.column` and says what fails. */
export const runUnlessDuplicate = <A, E>(
  { kind }: Database,
  query: { readonly execute: () => Promise<A> },
  onClash: (clash: string) => E,
): Effect.Effect<A, E> =>
  Effect.tryPromise({ try: () => query.execute(), catch: (error) => error }).pipe(
    Effect.catch((error) => {
      const clash = kind.uniqueViolationOf(error);
      return clash === undefined ? Effect.die(error) : Effect.fail(onClash(clash));
    }),
  );
