import BetterSqlite from "better-sqlite3";
import type { DatabaseChoice } from "../../src/database/databaseKind.ts";

export type Row = Readonly<Record<string, unknown>>;
export type Statement = readonly [sql: string, ...parameters: ReadonlyArray<unknown>];

/** Plain SQL: the cost of the driver itself. */
export interface Store {
  readonly first: (...statement: Statement) => Promise<Row | undefined>;
  readonly all: (...statement: Statement) => Promise<ReadonlyArray<Row>>;
  readonly run: (...statement: Statement) => Promise<void>;
  readonly transaction: (statements: ReadonlyArray<Statement>) => Promise<void>;
}

const sqliteStore = (file: string): Store => {
  const database = new BetterSqlite(file);
  // The server's settings.
  for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"]) {
    database.pragma(pragma);
  }
  database.pragma("secure_delete = ON");
  const prepared = new Map<string, BetterSqlite.Statement>();
  const prepare = (sql: string) => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  const all = database.transaction((statements: ReadonlyArray<Statement>) => {
    for (const [sql, ...parameters] of statements) {
      const statement = prepare(sql);
      if (statement.reader) statement.get(...parameters);
      else statement.run(...parameters);
    }
  });
  return {
    first: async (sql, ...parameters) => prepare(sql).get(...parameters) as Row | undefined,
    all: async (sql, ...parameters) => prepare(sql).all(...parameters) as ReadonlyArray<Row>,
    run: async (sql, ...parameters) => {
      prepare(sql).run(...parameters);
    },
    transaction: async (statements) => {
      all.immediate(statements);
    },
  };
};

const postgresStore = async (url: string, poolSize: number): Promise<Store> => {
  const { Pool } = await import("pg");
  const pool = new Pool({ connectionString: url, max: poolSize });
  // Idle connections end with the cluster.
  pool.on("error", () => {});
  const prepared = new Map<string, { readonly name: string; readonly text: string }>();
  /** A named statement, which each connection prepares once. */
  const queryOf = ([sql, ...values]: Statement) => {
    let statement = prepared.get(sql);
    if (statement === undefined) {
      let number = 0;
      const text = sql.replace(/\?/g, () => `$${(number += 1)}`);
      statement = { name: `bare_${prepared.size}`, text };
      prepared.set(sql, statement);
    }
    return { ...statement, values };
  };
  return {
    first: async (...statement) => (await pool.query<Row>(queryOf(statement))).rows[0],
    all: async (...statement) => (await pool.query<Row>(queryOf(statement))).rows,
    run: async (...statement) => {
      await pool.query(queryOf(statement));
    },
    transaction: async (statements) => {
      const client = await pool.connect();
      try {
        await client.query("begin");
        for (const statement of statements) await client.query(queryOf(statement));
        await client.query("commit");
      } finally {
        client.release();
      }
    },
  };
};

export const openStore = (choice: DatabaseChoice): Promise<Store> | Store =>
  "url" in choice ? postgresStore(choice.url, choice.poolSize) : sqliteStore(choice.file);
