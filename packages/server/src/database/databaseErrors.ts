/** The database is unavailable. Nothing was changed, so the call may be retried. */
export class DatabaseUnavailable extends Error {
  override readonly name: string = "DatabaseUnavailable";
}

/** The connection was lost during a commit, so it is unknown whether the change was made. */
export class OutcomeUnknown extends Error {
  override readonly name = "OutcomeUnknown";
}

/** The transaction conflicted with another one and was rolled back. It may be retried. */
export class TransactionConflict extends DatabaseUnavailable {}
