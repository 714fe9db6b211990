/** Maximum rows per INSERT. A user has about 40 values, and SQLite allows 32,766 per statement. */
export const maxRowsPerInsert = 500;

/** Splits rows into chunks for INSERT. */
export function* chunksOf<Row>(rows: ReadonlyArray<Row>): Generator<ReadonlyArray<Row>> {
  for (let start = 0; start < rows.length; start += maxRowsPerInsert) {
    yield rows.slice(start, start + maxRowsPerInsert);
  }
}
