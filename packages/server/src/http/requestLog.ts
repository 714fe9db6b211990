/** A log entry. It contains no query, body or headers, and so no secrets. */
export interface LogEntry {
  readonly method: string;
  /** The path template, such as `/users/{id}`; `undefined` for an unknown path. */
  readonly path: string | undefined;
  readonly status: number;
  readonly milliseconds: number;
  readonly requestId: string;
  /** The internal error, if any. */
  readonly error?: string;
}

export type Log = (entry: LogEntry) => void;
