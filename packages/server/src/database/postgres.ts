import {
  type CompiledQuery,
  PostgresDialect,
  type PostgresPoolClient,
  type PostgresQueryResult,
  sql,
} from "kysely";
import type { Pool, PoolClient, PoolConfig, QueryConfig, QueryResultRow } from "pg";
import type { DatabaseKind } from "./databaseKind.ts";
import { hashSecret } from "./hashSecret.ts";
import { postgresChangeLog, postgresChanges } from "./postgresChanges.ts";
import {
  databaseErrorOf,
  databaseFailureOf,
  isConnectionLost,
  isStatementStale,
  isTransactionAborted,
  staleInTransaction,
} from "./postgresErrors.ts";

/** Timeouts in milliseconds. Together they ensure that no call waits forever. */
const timeLimits = {
  /** For a connection. */
  connectionTimeoutMillis: 5_000,
  /** For row locks. */
  lock_timeout: 5_000,
  statement_timeout: 10_000,
  /** For a response, if the network is gone. Longer than the statement timeout. */
  query_timeout: 12_000,
  /** For an idle transaction, which blocks others. */
  idle_in_transaction_session_timeout: 15_000,
} satisfies PoolConfig;

/**
 * Planner settings: the data is in memory, where random access is cheap, and no query is worth JIT
 * compilation. Options in the URL take precedence.
 */
const planner = "-c random_page_cost=1.1 -c jit=off";

/** Parses `count(*)` and timestamps as numbers. */
const parseInt8 = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond what a number holds.`);
  return value;
};

/** Names of the prepared statements by their SQL. */
type PreparedNames = ReadonlyMap<string, string>;

/** A pooled connection that classifies its errors and is discarded once it is lost. */
const pooledConnection = (client: PoolClient, prepared: PreparedNames): PostgresPoolClient => {
  let lost = false;
  const execute = async (text: string, values: Array<unknown>) => {
    const name = prepared.get(text);
    if (name === undefined) return client.query(text, values);
    try {
      return await client.query({ name, text, values });
    } catch (error) {
      if (!isStatementStale(error)) throw error;
      // The connection's other statements may be stale, too.
      lost = true;
      return await client.query(text, values).catch((second: unknown) => {
        throw isTransactionAborted(second) ? staleInTransaction(error) : second;
      });
    }
  };
  const query = async <Row>(text: string, parameters: ReadonlyArray<unknown>) => {
    try {
      // Kysely and pg type the same object differently.
      return (await execute(text, [...parameters])) as unknown as PostgresQueryResult<Row>;
    } catch (error) {
      lost ||= isConnectionLost(error);
      throw databaseFailureOf(error);
    }
  };
  return {
    // The other overload takes a cursor, which is not used here.
    query: query as PostgresPoolClient["query"],
    release: (destroy = false) => {
      client.release(destroy || lost);
    },
  };
};

const openPool = async (config: PoolConfig): Promise<Pool> => {
  // Loaded on demand, because SQLite users do not need it.
  const { Pool, types } = await import("pg");
  const pool = new Pool({
    application_name: "knetik-users-server",
    keepAlive: true,
    options: planner,
    ...config,
    types: {
      getTypeParser: (type, format): unknown =>
        type === types.builtins.INT8 ? parseInt8 : types.getTypeParser(type, format),
    },
  });
  // Without a listener, the error of an idle connection would end the process. The pool replaces
  // it.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
};

/** Connections that are opened on first use. */
const connectionsOf = (config: PoolConfig, prepared: PreparedNames) => {
  let opened: Pool | undefined;
  const connect = async (pool: Pool) => {
    try {
      return pooledConnection(await pool.connect(), prepared);
    } catch (error) {
      throw databaseFailureOf(error);
    }
  };
  const dialect = new PostgresDialect({
    pool: async () => {
      const pool = await openPool(config);
      opened = pool;
      return { options: {}, connect: () => connect(pool), end: () => pool.end() };
    },
  });
  const query = async <Row>(pool: Pool, config: QueryConfig): Promise<{ rows: Array<Row> }> => {
    try {
      // The pool discards a connection whose statement has failed.
      return await pool.query<Row & QueryResultRow>(config);
    } catch (error) {
      throw databaseFailureOf(error);
    }
  };
  const run = async <Row>(pool: Pool, { sql: text, parameters }: CompiledQuery<Row>) => {
    const values = [...parameters];
    const name = prepared.get(text);
    if (name === undefined) return query<Row>(pool, { text, values });
    try {
      return await query<Row>(pool, { name, text, values });
    } catch (error) {
      if (!isStatementStale(error)) throw error;
      return query<Row>(pool, { text, values });
    }
  };
  return {
    dialect,
    execute: <Row>(query: CompiledQuery<Row>) =>
      opened === undefined ? undefined : run(opened, query),
  };
};

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
  const prepared = new Map<string, string>();
  const { connectionTimeoutMillis } = timeLimits;
  const migrating = { connectionString: url, max: 1, connectionTimeoutMillis };
  const settings = { connectionString: url, max: poolSize, ...timeLimits };
  return {
    ...connectionsOf(settings, prepared),
    migrationDialect: connectionsOf(migrating, new Map()).dialect,
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
    keepPrepared: (text) => {
      if (preparedStatements) prepared.set(text, `ku_${hashSecret(text).slice(0, 32)}`);
    },
    changes: postgresChanges,
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
