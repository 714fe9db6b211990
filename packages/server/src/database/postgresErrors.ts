import { DatabaseUnavailable, TransactionConflict } from "./databaseErrors.ts";

/** An error reported by PostgreSQL itself, not by the connection. */
interface DatabaseError {
  readonly message: string;
  /** SQLSTATE. */
  readonly code: string;
  readonly severity: string;
  readonly table?: string | undefined;
  readonly detail?: string | undefined;
}

const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error &&
  "severity" in error &&
  "code" in error &&
  typeof error.code === "string";

export const databaseErrorOf = (error: unknown): DatabaseError | undefined =>
  isDatabaseError(error) ? error : undefined;

/** A programming error, not a failure of the database or the connection. */
const isProgrammingError = (error: unknown) =>
  !(error instanceof Error) ||
  error instanceof TypeError ||
  error instanceof RangeError ||
  error instanceof SyntaxError;

/** Checks whether the connection is unusable. */
export const isConnectionLost = (error: unknown): boolean =>
  isDatabaseError(error)
    ? // A read-only server is not the primary, or no longer.
      error.severity !== "ERROR" || error.code === "25006"
    : !isProgrammingError(error);

/**
 * Checks whether a prepared statement cannot be used: its tables were changed (0A000), it no longer
 * exists (26000), or another client of a connection pooler has prepared it (42P05).
 */
export const isStatementStale = (error: unknown): boolean =>
  isDatabaseError(error) &&
  (error.code === "26000" ||
    error.code === "42P05" ||
    (error.code === "0A000" && error.message.includes("cached plan")));

/** Checks whether a connection pooler does not keep prepared statements for each client. */
export const isStatementDropped = (error: unknown): boolean =>
  isDatabaseError(error) && (error.code === "26000" || error.code === "42P05");

/** Checks whether an earlier error has ended the transaction. */
export const isTransactionAborted = (error: unknown): boolean =>
  isDatabaseError(error) && error.code === "25P02";

/** A stale statement has ended the transaction, which can run again from the start. */
export const staleInTransaction = (error: unknown): TransactionConflict =>
  new TransactionConflict("A prepared statement has become invalid.", { cause: error });

/**
 * Temporary errors: connection exceptions (08), insufficient resources (53), shutdown or startup
 * (57P), cancelled statement (57014), lock timeout (55P03), read-only replica (25006).
 */
const temporaryErrors = /^(?:08...|53...|57P0[1-5]|57014|55P03|25006)$/;
/** Serialization failure and deadlock. */
const conflicts = /^40(?:001|P01)$/;

const codeOf = (error: unknown) =>
  error instanceof Error && "code" in error ? String(error.code) : "";

/** Classifies an error as one of `databaseErrors.ts`, if possible. */
export const databaseFailureOf = (error: unknown): unknown => {
  if (isDatabaseError(error)) {
    if (conflicts.test(error.code)) return new TransactionConflict(error.message, { cause: error });
    if (!temporaryErrors.test(error.code)) return error;
    return new DatabaseUnavailable(`The database is unavailable: ${error.message}`, {
      cause: error,
    });
  }
  if (error instanceof DatabaseUnavailable || isProgrammingError(error)) return error;
  // If several addresses were tried, the error has a code but no message.
  const reason = error instanceof Error && error.message !== "" ? error.message : codeOf(error);
  return new DatabaseUnavailable(`Could not connect to the database: ${reason}`, { cause: error });
};
