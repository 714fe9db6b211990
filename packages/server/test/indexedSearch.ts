import { sql } from "kysely";
import { expect } from "vitest";
import type { SearchIndex } from "../src/api/users/search-index/searchIndex.ts";
import type { Filter, SearchColumn } from "../src/api/users/userFilters.ts";
import type { Database } from "../src/database/database.ts";

/** The ids that the database itself finds, in all rows. */
const expected = async (
  { queries }: Database,
  chosen: ReadonlyArray<Filter>,
  column: SearchColumn,
  descending: boolean,
) => {
  const direction = sql.raw(descending ? "desc" : "asc");
  let query = queries.selectFrom("users").select("users.id");
  for (const { matches } of chosen) query = query.where(matches);
  const rows = await query
    .orderBy(sql`${sql.ref(`users.${column}`)} ${direction} nulls last, users.id ${direction}`)
    .execute();
  return rows.map(({ id }) => id);
};

export interface IndexedSearch {
  readonly chosen: ReadonlyArray<Filter>;
  readonly column: SearchColumn;
  readonly descending?: boolean;
  readonly offset?: number;
  readonly size?: number;
}

/** Compares a page and a total of the index with the database. */
export const expectExact = async (
  index: SearchIndex,
  database: Database,
  { chosen, column, descending = false, offset = 0, size = 10_000 }: IndexedSearch,
): Promise<void> => {
  const all = await expected(database, chosen, column, descending);
  const found = await index.find(chosen, { column, descending }, { offset, size });
  expect(found).toEqual({ ids: all.slice(offset, offset + size), total: all.length });
  if (chosen.length > 0) expect(await index.count(chosen)).toBe(all.length);
};
