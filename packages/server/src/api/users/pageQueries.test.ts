import * as Effect from "effect/Effect";
import { CompiledQuery, type KyselyPlugin } from "kysely";
import { expect, it } from "vitest";
import { openDatabase, type Queries } from "../../database/database.ts";
import { sqlite } from "../../database/sqlite.ts";
import { filtersOf, type SearchColumn } from "./userFilters.ts";
import { sortMatching, type UserSorting } from "./pageQueries.ts";

const by = (column: SearchColumn) =>
  [column, "id" as const].map((each) => ({
    column: each,
    descending: false,
    nullable: false,
    report: {},
  })) as unknown as UserSorting;

/** SQLite's query plan for the last query that `use` runs. */
const planOf = async (queries: Queries, use: (queries: Queries) => Effect.Effect<unknown>) => {
  let query: CompiledQuery | undefined;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      query = queries.getExecutor().compileQuery(node, queryId);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await Effect.runPromise(use(queries.withPlugin(plugin)));
  const { sql = "", parameters = [] } = query ?? {};
  const { rows } = await queries.executeQuery<{ detail: string }>(
    CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
  );
  return rows.map(({ detail }) => detail).join("\n");
};

// With a million users this takes a second, during which a SQLite process serves no one else, and
// any caller may ask for it.
it.each(["last_updated", "member_since", "id"] as const)(
  "sorts by activity, %s, from an index alone",
  async (column) => {
    const database = await openDatabase(sqlite(":memory:"));
    const [active] = filtersOf(database.kind, { lastActivity: { gt: new Date(0) } });
    const plan = await planOf(database.queries, (queries) =>
      sortMatching(queries, [active!], by(column), { offset: 0, size: 25 }, undefined),
    );
    expect(plan).toContain("USING COVERING INDEX users_last_activity_id_index");
    await database.close();
  },
);
