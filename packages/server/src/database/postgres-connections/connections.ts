import {
  type CompiledQuery,
  PostgresDialect,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from "kysely";
import type { ClientBase, Pool, PoolClient, PoolConfig, QueryConfig, QueryResultRow } from "pg";
import {
  databaseFailureOf,
  isConnectionLost,
  isStatementDropped,
  isStatementStale,
  isTransactionAborted,
  staleInTransaction,
} from "../postgresErrors.ts";
import { openPool } from "./openPool.ts";
import { poolerProblemOf } from "./poolerProblems.ts";
import type { PreparedNames } from "./preparedNames.ts";

/** The server that connections lead to. */
export interface Host {
  readonly url: string;
  /** Called before the first connection. */
  readonly locate: () => Promise<void>;
  /** Called after a failed connection to `failed`. `true` if another URL is used now. */
  readonly relocate: (failed: string) => Promise<boolean>;
  /** Fails if a new connection must not be used. */
  readonly admit: (client: ClientBase) => Promise<void>;
  /** Whether a connection must not be used any more. */
  readonly isReplaced: (client: ClientBase) => boolean;
}

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
      if (isStatementDropped(error)) prepared.disable();
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

/** Connections that are opened on first use. */
export const connectionsTo = (host: Host, config: PoolConfig, prepared: PreparedNames) => {
  let opened: Pool | undefined;
  const checkOut = async (pool: Pool): Promise<PoolClient> => {
    for (;;) {
      const client = await pool.connect();
      if (!host.isReplaced(client)) return client;
      client.release(true);
    }
  };
  const connect = async (pool: Pool): Promise<PoolClient> => {
    const { url } = host;
    try {
      return await checkOut(pool).catch(async (error: unknown) => {
        if (!(await host.relocate(url))) throw error;
        return checkOut(pool);
      });
    } catch (error) {
      throw poolerProblemOf(error) ?? databaseFailureOf(error);
    }
  };
  const dialect = new PostgresDialect({
    pool: async () => {
      await host.locate();
      const pool = await openPool(
        () => host.url,
        (client) => host.admit(client),
        config,
      );
      opened = pool;
      return {
        options: {},
        connect: async () => pooledConnection(await connect(pool), prepared),
        end: () => pool.end(),
      };
    },
  });
  const query = async <Row>(pool: Pool, config: QueryConfig): Promise<{ rows: Array<Row> }> => {
    const client = await connect(pool);
    try {
      const found = await client.query<Row & QueryResultRow>(config);
      client.release();
      return found;
    } catch (error) {
      client.release(true);
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
      if (isStatementDropped(error)) prepared.disable();
      return query<Row>(pool, { text, values });
    }
  };
  return {
    dialect,
    execute: <Row>(query: CompiledQuery<Row>) =>
      opened === undefined ? undefined : run(opened, query),
  };
};
