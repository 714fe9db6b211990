import {
  type Dialect,
  PostgresDialect,
  type PostgresPoolClient,
  type PostgresQueryResult,
  sql,
} from "kysely";
import type { PoolClient, PoolConfig } from "pg";
import type { DatabaseKind } from "./databaseKind.ts";
import { databaseErrorOf, isConnectionLost, databaseFailureOf } from "./postgresErrors.ts";

/** In milliseconds. Together they see to it that no call waits for a database for good. */
const timeLimits = {
  /** For a connection, of the pool's or a new one. */
  connectionTimeoutMillis: 5_000,
  /** For others that write the same rows. */
  lock_timeout: 5_000,
  statement_timeout: 10_000,
  /** Longer than the one before: the answer that does not come, since the network is gone. */
  query_timeout: 12_000,
  /** A process that stands still in a transaction holds up the others no longer than this. */
  idle_in_transaction_session_timeout: 15_000,
} satisfies PoolConfig;

/**
 * What is searched is in memory, where to jump costs little more than to go on, and no query is worth
 * compiling. Options in the address go before these.
 */
const planner = "-c random_page_cost=1.1 -c jit=off";

/** `count(*)` and points in time: numbers, as everywhere else. */
const parseInt8 = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond what a number holds.`);
  return value;
};

/** A connection that says what became of it, and that is not lent out again once it is lost. */
const pooledConnection = (client: PoolClient): PostgresPoolClient => {
  let lost = false;
  const query = async <Row>(text: string, parameters: ReadonlyArray<unknown>) => {
    try {
      // Kysely and pg describe the same object, Kysely with the commands that it knows.
      return (await client.query(text, [...parameters])) as unknown as PostgresQueryResult<Row>;
    } catch (error) {
      lost ||= isConnectionLost(error);
      throw databaseFailureOf(error);
    }
  };
  return {
    // The other way to call it is with a cursor, of which there are none.
    query: query as PostgresPoolClient["query"],
    release: (destroy = false) => {
      client.release(destroy || lost);
    },
  };
};

const dialect = (config: PoolConfig): Dialect =>
  new PostgresDialect({
    pool: async () => {
      // When it is needed: who uses a file does not wait for it to load.
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
      // A connection that ends while nobody uses it would end the process. The pool replaces it.
      pool.on("error", () => {});
      pool.on("connect", (client) => client.on("error", () => {}));
      return {
        options: {},
        connect: async () => {
          try {
            return pooledConnection(await pool.connect());
          } catch (error) {
            throw databaseFailureOf(error);
          }
        },
        end: () => pool.end(),
      };
    },
  });

/** For each statement, not for each row: of those that insert many. */
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
}

/** A PostgreSQL database. */
export const postgres = ({ url, poolSize }: PostgresChoice): DatabaseKind => ({
  dialect: dialect({ connectionString: url, max: poolSize, ...timeLimits }),
  migrationDialect: dialect({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: timeLimits.connectionTimeoutMillis,
  }),
  schema: {
    text: sql`text collate "C"`,
    id: (column) => column.primaryKey().generatedByDefaultAsIdentity(),
    longCount: "bigint",
    nullsAreSmallest: false,
    countingTriggers,
  },
  uniqueViolationOf: (error) => {
    const { code, table, detail } = databaseErrorOf(error) ?? {};
    const [, columns] = /\(([\w, ]+)\)=\(/.exec(detail ?? "") ?? [];
    return code === "23505" && table !== undefined && columns !== undefined
      ? columns.replace(/\w+/g, (column) => `${table}.${column}`)
      : undefined;
  },
  advisoryLock: async (queries, texts) => {
    // Always in the same order: two that hold the same texts do not wait for each other.
    for (const text of [...new Set(texts)].sort()) {
      await sql`select pg_advisory_xact_lock(hashtextextended(${text}, 0))`.execute(queries);
    }
  },
  resetSequence: async (queries, table) => {
    await sql`select setval(
      pg_get_serial_sequence(${table}, 'id'),
      (select coalesce(max(id), 0) + 1 from ${sql.table(table)}),
      false
    )`.execute(queries);
  },
});
