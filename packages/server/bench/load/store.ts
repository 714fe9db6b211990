import BetterSqlite from "better-sqlite3";
import type { DatabaseChoice } from "../../src/database/databaseKind.ts";

export type Row = Readonly<Record<string, unknown>>;
export type Statement = readonly [sql: string, ...parameters: ReadonlyArray<unknown>];

/** Plain SQL: the cost of the driver itself. */
export interface Store {
  readonly first: (...statement: Statement) => Promise<Row | undefined>;
  /** Rows per transaction. */
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
    transaction: async (statements) => {
      all.immediate(statements);
    },
  };
};

const postgresStore = async (url: string, poolSize: number): Promise<Store> => {
  const { Pool } = await import("pg");
  const pool = new Pool({ connectionString: url, max: poolSize });
  const numbered = (sql: string) => {
    let number = 0;
    return sql.replace(/\?/g, () => `$${(number += 1)}`);
  };
  return {
    first: async (sql, ...parameters) => (await pool.query<Row>(numbered(sql), parameters)).rows[0],
    transaction: async (statements) => {
      const client = await pool.connect();
      try {
        await client.query("begin");
        for (const [sql, ...parameters] of statements)
          await client.query(numbered(sql), parameters);
        await client.query("commit");
      } finally {
        client.release();
      }
    },
  };
};

export const openStore = (choice: DatabaseChoice): Promise<Store> | Store =>
  "url" in choice ? postgresStore(choice.url, choice.poolSize) : sqliteStore(choice.file);
