/** Prepared statements by their SQL. */
export interface StatementCache<Statement> {
  readonly get: (sql: string) => Statement;
}

/**
 * Keeps the statements that were used last, up to `capacity`. SQL with a varying number of
 * parameters would otherwise fill the memory.
 */
export const makeStatementCache = <Statement>(
  prepare: (sql: string) => Statement,
  capacity: number,
): StatementCache<Statement> => {
  // In order of use, because a map keeps the order of insertion.
  const statements = new Map<string, Statement>();
  let newest: string | undefined;
  return {
    get: (sql) => {
      const known = statements.get(sql);
      if (known !== undefined && sql === newest) return known;
      const statement = known ?? prepare(sql);
      statements.delete(sql);
      statements.set(sql, statement);
      newest = sql;
      if (statements.size > capacity) {
        const [oldest = ""] = statements.keys();
        statements.delete(oldest);
      }
      return statement;
    },
  };
};
