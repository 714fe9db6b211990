/** Rows to an INSERT: a user takes some forty of the 32,766 values that SQLite takes at once. */
const size = 500;

/** Rows in as many parts as inserting them takes. */
export function* chunksOf<Row>(rows: ReadonlyArray<Row>): Generator<ReadonlyArray<Row>> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
