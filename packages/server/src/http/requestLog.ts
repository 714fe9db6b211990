/** What is told of each request. No query, no body, no header: nothing in here is anybody's secret. */
export interface LogEntry {
  readonly method: string;
  /** The path with its placeholders, such as `/users/{id}`; `undefined` for an unknown one. */
  readonly path: string | undefined;
  readonly status: number;
  readonly milliseconds: number;
  readonly requestId: string;
  /** What went wrong inside of the server, if that is what happened. */
  readonly error?: string;
}

export type Log = (entry: LogEntry) => void;
