import type { OperationName } from "@knetik-users/core";

/** What of a request goes wrong before its answer. */
interface Delay {
  /** Milliseconds before anything else happens. */
  readonly latency?: number | undefined;
}

/** An answer with a status of 400 to 599 and the API's `Result`; the operation is not carried out. */
export interface StatusFault extends Delay {
  readonly status: number;
  /** Seconds, for the header `Retry-After`. */
  readonly retryAfter?: number | undefined;
  /** The connection ends in the middle of the answer's body. */
  readonly truncate?: true | undefined;
  /** The body is a page of HTML, as a gateway would send it. */
  readonly notJson?: true | undefined;
  readonly reset?: undefined;
}

/** The answer of the operation, which was carried out, does not arrive as it should. */
export interface AnswerFault extends Delay {
  readonly truncate?: true | undefined;
  readonly notJson?: true | undefined;
  readonly status?: undefined;
  readonly retryAfter?: undefined;
  readonly reset?: undefined;
}

/** The connection is reset: `"before"` the operation is carried out, or `"after"`. */
export interface ResetFault extends Delay {
  readonly reset: "before" | "after";
  readonly status?: undefined;
  readonly retryAfter?: undefined;
  readonly truncate?: undefined;
  readonly notJson?: undefined;
}

/** What goes wrong with a request. */
export type SandboxFault = StatusFault | AnswerFault | ResetFault;

/** A fault that waits for calls. */
export interface SandboxFaultRule {
  readonly id: number;
  /** Null for any. */
  readonly operation: OperationName | null;
  /** How many calls will meet it; null where it does not end. */
  readonly next: number | null;
  /** Of meeting it; null where every call does. */
  readonly probability: number | null;
  readonly fault: SandboxFault;
  /** How many calls it was asked for, and how many of them met it. */
  readonly calls: number;
  readonly hits: number;
}

/** The time in the sandbox. */
export interface SandboxTime {
  readonly now: Date;
  readonly frozen: boolean;
  /** Seconds that it is ahead of the time outside. */
  readonly offset: number;
}

/** Who is in the sandbox, and when. */
export interface SandboxPopulation {
  /** Null for the people of every sandbox. */
  readonly seed: number | null;
  readonly users: number;
  readonly clock: SandboxTime;
}

/** A message that the sandbox did not deliver. */
export interface SandboxMail {
  readonly id: number;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly createdDate: Date;
  readonly userId: number;
  /** The reset secret in it. */
  readonly secret: string | undefined;
}

/** A request that came in, with passwords, tokens and secrets replaced by `<redacted>`. */
export interface SandboxRequest {
  readonly requestId: string;
  readonly date: Date;
  readonly method: string;
  readonly path: string;
  /** Null where the API has none. */
  readonly operation: OperationName | null;
  readonly query: { readonly [name: string]: string | ReadonlyArray<string> };
  /** As on the wire; null where there was none. */
  readonly body: unknown;
  /** Null where there is no answer yet, or the connection was reset instead. */
  readonly status: number | null;
  /** Null where nothing was made to go wrong. */
  readonly fault: SandboxFault | null;
}

/** Which requests. */
export interface SandboxRequestFilter {
  readonly operation?: OperationName | undefined;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
}

/** A kept database. */
export interface SandboxSnapshot {
  readonly id: string;
  readonly name: string | null;
  readonly date: Date;
  /** Rows in it. */
  readonly rows: number;
}
