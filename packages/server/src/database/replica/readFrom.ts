import * as Effect from "effect/Effect";
import { CurrentCall } from "../../call-context/currentCall.ts";
import type { Database } from "../database.ts";
import { DatabaseUnavailable } from "../databaseErrors.ts";

/**
 * Reads from the replica if it has everything that the caller has written, and otherwise from the
 * database. Also reads from the database if the replica finds nothing, or fails. Not for what a
 * decision depends on, such as tokens and roles.
 *
 * @param mayBeMissing - Whether an error may mean that the replica lacks a row. Default: any.
 */
export const readFrom = <A, E>(
  database: Database,
  read: (from: Database) => Effect.Effect<A, E>,
  mayBeMissing: (error: E) => boolean = () => true,
): Effect.Effect<A, E> =>
  Effect.gen(function* () {
    const { replica } = database;
    if (replica === undefined) return yield* read(database);
    const { lastWrite = 0 } = (yield* CurrentCall).caller;
    const { watch } = replica;
    if (!watch.has(lastWrite)) return yield* read(database);
    return yield* read(replica.database).pipe(
      // Meanwhile another server may have become the replica.
      Effect.filterOrElse(
        () => watch.has(lastWrite),
        () => read(database),
      ),
      Effect.catchDefect((defect) => {
        if (!(defect instanceof DatabaseUnavailable)) return Effect.die(defect);
        watch.suspend();
        return read(database);
      }),
      // A row that is missing may be too new for the replica.
      Effect.catch((error) => (mayBeMissing(error) ? read(database) : Effect.fail(error))),
    );
  });
