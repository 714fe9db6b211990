import { sql } from "kysely";
import type { DatabaseKind } from "./databaseKind.ts";
import { connectionsTo } from "./postgres-connections/connections.ts";
import { hostsOf } from "./postgres-connections/hostsOf.ts";
import { lockMigrations, migrationDialectOf } from "./postgres-connections/migrationDialect.ts";
import { requireTimeLimits } from "./postgres-connections/poolerProblems.ts";
import { makePreparedNames } from "./postgres-connections/preparedNames.ts";
import { PrimaryHost } from "./postgres-connections/primaryHost.ts";
import { clientTimeLimits, serverTimeLimits } from "./postgres-connections/timeLimits.ts";
import { postgresChangeLog, postgresChanges } from "./postgresChanges.ts";
import { databaseErrorOf } from "./postgresErrors.ts";
import { lastWriteOfToken, recordWrite, replicaTables } from "./replica/replicaTables.ts";

/** Statement-level triggers, for statements that insert many rows. */
const countingTriggers = [
  `create function count_users() returns trigger language plpgsql as $$
  begin
    insert into user_blocks as known (block, users)
      select id / 4096, count(*) from changed group by id / 4096 order by id / 4096
      on conflict (block) do update set users = known.users + excluded.users;
    return null;
  end $$`,
  `create function uncount_users() returns trigger language plpgsql as $$
  begin
    update user_blocks set users = user_blocks.users - gone.users
      from (select id / 4096 as block, count(*) as users from changed group by id / 4096) gone
      where user_blocks.block = gone.block;
    return null;
  end $$`,
  `create trigger users_counted after insert on users referencing new table as changed
    for each statement execute function count_users()`,
  `create trigger users_uncounted after delete on users referencing old table as changed
    for each statement execute function uncount_users()`,
];

interface PostgresChoice {
  readonly url: string;
  readonly poolSize: number;
  readonly preparedStatements?: boolean;
}

/** A PostgreSQL database. */
export const postgres = ({
  url,
  poolSize,
  preparedStatements = true,
}: PostgresChoice): DatabaseKind => {
  const prepared = makePreparedNames(preparedStatements);
  const hosts = hostsOf(url);
  const host = new PrimaryHost(hosts);
  const limits = clientTimeLimits(hosts);
  const { connectionTimeoutMillis } = limits;
  const migrating = connectionsTo(
    host,
    { max: 1, connectionTimeoutMillis },
    makePreparedNames(false),
  );
  return {
    ...connectionsTo(host, { max: poolSize, ...limits, ...serverTimeLimits }, prepared),
    migrationDialect: migrationDialectOf(migrating.dialect),
    lockMigrations,
    checkConnection: requireTimeLimits,
    schema: {
      text: sql`text collate "C"`,
      id: (column) => column.primaryKey().generatedByDefaultAsIdentity(),
      longCount: "bigint",
      nullsAreSmallest: false,
      isNotAscii: (column) => sql`${sql.ref(column)} ~ '[^ -~]'`,
      // Rewrites the table once. An update would write each row and its index entries again.
      setAll: (table, column, value) =>
        sql`alter table ${sql.table(table)}
          alter column ${sql.ref(column)} type text collate "C" using ${value}`,
      countingTriggers,
      changeLog: postgresChangeLog,
      replicaTables,
    },
    uniqueViolationOf: (error) => {
      const { code, table, detail } = databaseErrorOf(error) ?? {};
      const [, columns] = /\(([\w, ]+)\)=\(/.exec(detail ?? "") ?? [];
      return code === "23505" && table !== undefined && columns !== undefined
        ? columns.replace(/\w+/g, (column) => `${table}.${column}`)
        : undefined;
    },
    advisoryLock: async (queries, texts) => {
      // Sorted, so that two transactions with the same texts cannot deadlock.
      for (const text of [...new Set(texts)].sort()) {
        await sql`select pg_advisory_xact_lock(hashtextextended(${text}, 0))`.execute(queries);
      }
    },
    jsonList: (column) =>
      sql`coalesce(json_agg(${sql.ref(column)} order by ${sql.ref(column)}), '[]')::text`,
    jsonArray: (column) => sql`json_agg(${sql.ref(column)})::text`,
    numbersOf: (json) =>
      sql`(select value::integer from json_array_elements_text(${json}::json) as list (value))`,
    keepPrepared: prepared.add,
    changes: postgresChanges,
    recordWrite,
    lastWriteOfToken,
    lastId: async (queries, table) => {
      const { rows } = await sql<{ readonly last: number | null }>`
        select pg_sequence_last_value(pg_get_serial_sequence(${table}, 'id')::regclass) as last
      `.execute(queries);
      return rows[0]?.last ?? 0;
    },
    resetSequence: async (queries, table, last = 0) => {
      // Set as used, because the last value of an unused sequence is not known to `lastId`.
      await sql`select setval(pg_get_serial_sequence(${table}, 'id'), greatest(last, 1), last > 0)
        from (select greatest(coalesce(max(id), 0), ${last}) as last from ${sql.table(table)}) as ids
      `.execute(queries);
    },
  };
};
