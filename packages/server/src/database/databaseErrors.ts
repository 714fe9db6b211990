/** The database cannot be had now: nothing was changed, and later it may do. */
export class DatabaseUnavailable extends Error {
  override readonly name: string = "DatabaseUnavailable";
}

/** The database went away while it was told to keep a change: it did, or it did not. */
export class OutcomeUnknown extends Error {
  override readonly name = "OutcomeUnknown";
}

/** Two transactions stood in each other's way, and this one was taken back: it may be repeated. */
export class TransactionConflict extends DatabaseUnavailable {}
