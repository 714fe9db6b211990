import { setImmediate as nextTurn } from "node:timers/promises";
import * as Effect from "effect/Effect";
import { type Expression, type SqlBool, sql } from "kysely";
import type { Queries } from "./database.ts";
import type { Tables } from "./tables.ts";

/** Rows per statement. PostgreSQL ends a statement after some seconds, and SQLite answers nobody meanwhile. */
const batch = 5_000;

/** Repeats a statement that changes at most so many rows, of which there may be millions, until none is left. */
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
