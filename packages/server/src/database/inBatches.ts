import { setImmediate as nextTurn } from "node:timers/promises";
import * as Effect from "effect/Effect";
import { type Expression, type SqlBool, sql } from "kysely";
import type { Queries } from "./database.ts";
import type { Tables } from "./tables.ts";

/**
 * Rows per statement: few enough for PostgreSQL, which ends a statement after some seconds, and for SQLite,
 * where every request waits while a statement runs.
 */
const batch = 5_000;

/**
 * Changes any number of rows, such as millions, one batch after another. `change` is a statement for at most
 * `rows` of them, and returns how many it changed.
 */
export const inBatches = Effect.fnUntraced(function* (
  change: (rows: number) => Effect.Effect<bigint | undefined>,
) {
  while (Number((yield* change(batch)) ?? 0) === batch) yield* Effect.promise(() => nextTurn());
});

/** Removes rows of a table. */
export const removeInBatches = <Table extends keyof Tables>(
  queries: Queries,
  table: Table,
  key: keyof Tables[Table] & string,
  isRemoved: Expression<SqlBool>,
): Effect.Effect<void> =>
  inBatches((rows) =>
    Effect.promise(async () => {
      const name = sql.ref(key);
      const { numAffectedRows } = await sql`
        delete from ${sql.table(table)} where ${name} in
          (select ${name} from ${sql.table(table)} where ${isRemoved} limit ${sql.lit(rows)})
      `.execute(queries);
      return numAffectedRows;
    }),
  );
