import * as Effect from "effect/Effect";
import { type Queries, run } from "../../database/database.ts";
import type { Window } from "./pageQueries.ts";

/** Ids per block, as in the migration `0002_search`. */
const blockSize = 4_096;

/** All users by id: their number, and a page at an offset. */
export interface UserBlocks {
  readonly total: number;
  readonly seek: (
    queries: Queries,
    descending: boolean,
    window: Window,
  ) => Effect.Effect<ReadonlyArray<number>>;
}

type Block = { readonly block: number; readonly users: number };

const placeOf = (blocks: ReadonlyArray<Block>, offset: number) => {
  let left = offset;
  for (const { block, users } of blocks) {
    if (left < users) return { from: block * blockSize, offset: left };
    left -= users;
  }
  return { from: 0, offset };
};

/** Uses the counts per block, because counting or skipping all users takes long. */
export const userBlocks = (queries: Queries): Effect.Effect<UserBlocks> =>
  run(queries.selectFrom("user_blocks").selectAll().orderBy("block")).pipe(
    Effect.map((blocks) => {
      const total = blocks.reduce((sum, { users }) => sum + users, 0);
      return {
        total,
        seek: (queries, descending, window) => {
          const size = Math.min(window.size, total - window.offset);
          // In reverse order it is the same page from the other end.
          const start = descending ? total - window.offset - size : window.offset;
          const { from, offset } = placeOf(blocks, start);
          return run(
            queries
              .selectFrom("users")
              .select("id")
              .where("id", ">=", from)
              .orderBy("id")
              .limit(size)
              .offset(offset),
          ).pipe(
            Effect.map((rows) => {
              const ids = rows.map(({ id }) => id);
              return descending ? ids.reverse() : ids;
            }),
          );
        },
      };
    }),
  );
