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
import { up as names } from "./migrations/0005_names.ts";
import { up as mail } from "./migrations/0006_mail.ts";
import { up as administration } from "./migrations/0007_administration.ts";
import { up as changes } from "./migrations/0008_changes.ts";
import { up as console } from "./migrations/0009_console.ts";
import { up as replica } from "./migrations/0010_replica.ts";
import { describeDowngrade, readSchemaState, recordVersions } from "./schemaState.ts";
import { CurrentCall } from "../call-context/currentCall.ts";
import type { ReplicaWatch } from "./replica/watchReplica.ts";
import type { Tables } from "./tables.ts";
import { DatabaseUnavailable, OutcomeUnknown, TransactionConflict } from "./databaseErrors.ts";

/** Runs queries: on the database or in a transaction. */
export type Queries = Kysely<Tables>;

/** A streaming replica of a database. */
export interface Replica {
  readonly database: Database;
  readonly watch: ReplicaWatch;
  readonly close: () => Promise<void>;
}

/** A database with all migrations applied. */
export interface Database {
  readonly queries: Queries;
  readonly kind: DatabaseKind;
  readonly replica?: Replica | undefined;
  readonly close: () => Promise<void>;
}

const migrations = {
  "0001_initial": initial,
  "0002_search": search,
  "0003_security": security,
  "0004_activity": activity,
  "0005_names": names,
  "0006_mail": mail,
  "0007_administration": administration,
  "0008_changes": changes,
  "0009_console": console,
  "0010_replica": replica,
};

/** Names of all migrations. */
export const migrationNames: ReadonlyArray<string> = Object.keys(migrations);

const applyMigrations = async (queries: Queries, types: SchemaDialect): Promise<void> => {
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
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error === undefined) {
    await recordVersions(
      queries,
      results.map(({ migrationName }) => migrationName),
    );
    return;
  }
  const reason = error instanceof Error ? error.message : "unknown";
  throw new Error(`Could not open or migrate the database: ${reason}`, {
    cause: error,
  });
};

const migrate = async (queries: Queries, kind: DatabaseKind): Promise<void> => {
  const state = await readSchemaState(queries, migrationNames);
  if (state.unknown.length > 0) throw new Error(describeDowngrade(state));
  const { lockMigrations, schema } = kind;
  if (lockMigrations === undefined) {
    await applyMigrations(queries, schema);
    return;
  }
  await queries.transaction().execute(async (locked) => {
    await lockMigrations(locked);
    await applyMigrations(locked, schema);
  });
};

/** Opens a database as it is, to look at it. */
export const openUnmigrated = (kind: DatabaseKind): Database => {
  const queries = new Kysely<Tables>({ dialect: kind.dialect });
  return { queries, kind, close: () => queries.destroy() };
};

/**
 * Opens a database and applies missing migrations. If several processes start at once, one of them
 * migrates.
 */
export const openDatabase = async (kind: DatabaseKind): Promise<Database> => {
  const queries = new Kysely<Tables>({ dialect: kind.dialect });
  const { migrationDialect } = kind;
  const own =
    migrationDialect === undefined ? undefined : new Kysely<Tables>({ dialect: migrationDialect });
  try {
    await migrate(own ?? queries, kind);
    await kind.checkConnection?.(queries);
  } catch (error) {
    await queries.destroy();
    throw error;
  } finally {
    await own?.destroy();
  }
  return { queries, kind, close: () => queries.destroy() };
};

/**
 * Runs a query as an Effect. A failure is a defect, because callers of the API cannot handle it.
 */
export const run = <A>(query: { readonly execute: () => Promise<A> }): Effect.Effect<A> =>
  Effect.promise(() => query.execute());

/** The first row of a query, if any. */
export const runFirst = <A>(query: {
  readonly executeTakeFirst: () => Promise<A | undefined>;
}): Effect.Effect<A | undefined> => Effect.promise(() => query.executeTakeFirst());

/** The first row of a query that always has one. */
export const runOne = <A>(query: {
  readonly executeTakeFirstOrThrow: () => Promise<A>;
}): Effect.Effect<A> => Effect.promise(() => query.executeTakeFirstOrThrow());

/** A transaction that has already ended needs no rollback. */
const rollBack = (open: ControlledTransaction<Tables>) =>
  open
    .rollback()
    .execute()
    // The connection is lost, so the database has rolled back.
    .catch(() => {});

/** Records a write, so that the caller reads it even if the replica does not have it yet. */
const remember = Effect.fnUntraced(function* (
  { kind: { recordWrite } }: Database,
  queries: Queries,
) {
  const { caller } = yield* CurrentCall;
  if (recordWrite === undefined || caller.clientId === undefined) return;
  yield* Effect.promise(() => recordWrite(queries, caller));
});

const attempt = <A, E>(
  database: Database,
  use: (queries: Queries) => Effect.Effect<A, E>,
): Effect.Effect<A, E> =>
  Effect.acquireUseRelease(
    Effect.promise(() => database.queries.startTransaction().execute()),
    database.replica === undefined
      ? use
      : (queries) => Effect.tap(use(queries), () => remember(database, queries)),
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
          // Otherwise the transaction would stay open and block others forever.
          await rollBack(open);
          if (!(error instanceof DatabaseUnavailable)) throw error;
          throw new OutcomeUnknown("The connection to the database was lost during a commit.", {
            cause: error,
          });
        }
      }),
  );

const maxAttempts = 8;

/**
 * Runs `use` in a transaction. It must use only the given queries: an embedded database has a
 * single connection and would deadlock. After a conflict it runs again from the start.
 *
 * Rows that a decision depends on are locked when read, in this order: the user
 * (`forNoKeyUpdate()`), its template (`forShare()`), names (`advisoryLock`).
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

/** Locks texts until the transaction ends. Other transactions with one of the same texts wait. */
export const advisoryLock = (
  { kind }: Database,
  queries: Queries,
  texts: ReadonlyArray<string>,
): Effect.Effect<void> => Effect.promise(() => kind.advisoryLock(queries, texts));

/** Call it after inserting rows with explicit ids, so that the next generated id is unique. */
export const resetSequence = (
  { kind }: Database,
  queries: Queries,
  table: keyof Tables,
): Effect.Effect<void> => Effect.promise(() => kind.resetSequence(queries, table));

/**
 * Runs a query that may violate a unique constraint. `onClash` gets `table.column` and returns the
 * error.
 */
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
