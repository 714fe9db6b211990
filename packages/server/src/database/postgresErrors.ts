import { DatabaseUnavailable, TransactionConflict } from "./databaseErrors.ts";

/** What PostgreSQL itself says, as opposed to what happens on the way to it. */
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

/** Of this program, and not of the database or the way to it. */
const isProgrammingError = (error: unknown) =>
  !(error instanceof Error) ||
  error instanceof TypeError ||
  error instanceof RangeError ||
  error instanceof SyntaxError;

/** Whether the connection is of no more use. */
export const isConnectionLost = (error: unknown): boolean =>
  isDatabaseError(error) ? error.severity !== "ERROR" : !isProgrammingError(error);

/**
 * Connection exceptions (08), a lack of resources (53) such as connections, it is shutting down or
 * starting up (57P), took too long (57014), waited too long for a row (55P03), or is a copy that
 * cannot be written (25006).
 */
const temporaryErrors = /^(?:08...|53...|57P0[1-5]|57014|55P03|25006)$/;
/** Serialization failure, deadlock. */
const conflicts = /^40(?:001|P01)$/;

const codeOf = (error: unknown) =>
  error instanceof Error && "code" in error ? String(error.code) : "";

/** The error as one of this server's troubles, if it is any. */
export const databaseFailureOf = (error: unknown): unknown => {
  if (isDatabaseError(error)) {
    if (conflicts.test(error.code)) return new TransactionConflict(error.message, { cause: error });
    if (!temporaryErrors.test(error.code)) return error;
    return new DatabaseUnavailable(`The database does not serve: ${error.message}`, {
      cause: error,
    });
  }
  if (isProgrammingError(error)) return error;
  // Where several addresses were tried, there is no message but a code.
  const reason = error instanceof Error && error.message !== "" ? error.message : codeOf(error);
  return new DatabaseUnavailable(`The database cannot be reached: ${reason}`, { cause: error });
};
