import * as Effect from "effect/Effect";
import { sql } from "kysely";
import type { Database } from "../../database/database.ts";
import { statement } from "../../database/statement.ts";
import type { Reader, UserRow } from "../repositories/userRecord.ts";
import type { Window } from "./pageQueries.ts";

/** Ids per block, as in the migration `0002_search`. */
const blockSize = 4_096;

type Block = { readonly block: number; readonly users: number };

const findBlocks = statement<{}, Block>([], (queries) =>
  queries.selectFrom("user_blocks").select(["block", "users"]).orderBy("block"),
);

const findTotal = statement<{}, { readonly total: number }>([], (queries) =>
  queries
    .selectFrom("user_blocks")
    .select(({ fn }) => fn.coalesce(fn.sum<number>("users"), sql.lit(0)).as("total")),
);

/** The number of users. */
export const countUsers = (database: Database): Effect.Effect<number> =>
  Effect.map(findTotal.first(database, {}), (row) => row?.total ?? 0);

type Columns = Reader<unknown>["columns"];
type Row = UserRow & { readonly total: number };

const rowsFrom = (columns: Columns, descending: boolean) =>
  statement<Window & { readonly from: number }, Row>(
    ["from", "size", "offset"],
    (queries, { from, size, offset }) =>
      queries
        .selectFrom("users")
        .select(columns)
        .select((users) =>
          users
            .selectFrom("user_blocks")
            .select(({ fn }) => fn.sum<number>("users").as("total"))
            .$asScalar()
            // There is a block for each user.
            .$notNull()
            .as("total"),
        )
        .where("id", ">=", from)
        .orderBy("id", descending ? "desc" : "asc")
        .limit(size)
        .offset(offset),
  );

const placeOf = (blocks: ReadonlyArray<Block>, offset: number) => {
  let left = offset;
  for (const { block, users } of blocks) {
    if (left < users) return { from: block * blockSize, offset: left };
    left -= users;
  }
  return { from: 0, offset };
};

/** The rows of a page of all users, and their number. */
interface UsersById {
  readonly rows: ReadonlyArray<UserRow>;
  readonly total: number;
}

/** Makes a function that finds a page of all users by id, and reads these columns. */
export const findUsersById = (columns: Columns) => {
  const [ascending, descending] = [rowsFrom(columns, false), rowsFrom(columns, true)];

  /** Skips by the counts per block, because skipping rows takes long. */
  const findFarUsers = Effect.fnUntraced(function* (
    database: Database,
    isDescending: boolean,
    window: Window,
  ): Effect.fn.Return<UsersById> {
    const blocks = yield* findBlocks.all(database, {});
    const total = blocks.reduce((sum, { users }) => sum + users, 0);
    if (window.offset >= total) return { rows: [], total };
    const size = Math.min(window.size, total - window.offset);
    // In reverse order it is the same page from the other end.
    const start = isDescending ? total - window.offset - size : window.offset;
    const rows = yield* ascending.all(database, { ...placeOf(blocks, start), size });
    return { rows: isDescending ? [...rows].reverse() : rows, total };
  });

  return Effect.fnUntraced(function* (
    database: Database,
    isDescending: boolean,
    window: Window,
  ): Effect.fn.Return<UsersById> {
    if (window.offset > blockSize) return yield* findFarUsers(database, isDescending, window);
    const near = isDescending ? descending : ascending;
    const rows = yield* near.all(database, { ...window, from: 0 });
    return { rows, total: rows[0]?.total ?? (yield* countUsers(database)) };
  });
};
