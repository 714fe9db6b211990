import * as Effect from "effect/Effect";
import { type Queries, run } from "../database/database.ts";

/** Ids to a block, as the database counts them (see the migration `0002_search`). */
const blockSize = 4_096;

/** All users, and how to find the one that so many others precede by id. */
export interface UserBlocks {
  readonly total: number;
  /** The id that begins the block of it, and how many of that block to pass over. */
  readonly seek: (offset: number) => { readonly from: number; readonly offset: number };
}

/** How many users there are in each range of ids: what is kept, since to count them takes long. */
export const userBlocks = (queries: Queries): Effect.Effect<UserBlocks> =>
  run(queries.selectFrom("user_blocks").selectAll().orderBy("block")).pipe(
    Effect.map((blocks) => ({
      total: blocks.reduce((sum, { users }) => sum + users, 0),
      seek: (offset) => {
        let left = offset;
        for (const { block, users } of blocks) {
          if (left < users) return { from: block * blockSize, offset: left };
          left -= users;
        }
        return { from: 0, offset };
      },
    })),
  );
