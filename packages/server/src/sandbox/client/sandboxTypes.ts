import type { OperationName } from "@knetik-users/core";

/** A delay before the response. */
interface Delay {
  /** Delay in milliseconds. */
  readonly latency?: number | undefined;
}

/**
 * An error response with a status from 400 to 599 and the API's `Result`. The operation is not
 * executed.
 */
export interface StatusFault extends Delay {
  readonly status: number;
  /** `Retry-After`, in seconds. */
  readonly retryAfter?: number | undefined;
  /** Closes the connection in the middle of the response body. */
  readonly truncate?: true | undefined;
  /** Replaces the body by an HTML page, as a gateway would send. */
  readonly notJson?: true | undefined;
  readonly reset?: undefined;
}

/** The operation is executed, but its response is damaged. */
export interface AnswerFault extends Delay {
  readonly truncate?: true | undefined;
  readonly notJson?: true | undefined;
  readonly status?: undefined;
  readonly retryAfter?: undefined;
  readonly reset?: undefined;
}

/** Resets the connection before or after the operation is executed. */
export interface ResetFault extends Delay {
  readonly reset: "before" | "after";
  readonly status?: undefined;
  readonly retryAfter?: undefined;
  readonly truncate?: undefined;
  readonly notJson?: undefined;
}

/** A fault of a request. */
export type SandboxFault = StatusFault | AnswerFault | ResetFault;

/** An active fault. */
export interface SandboxFaultRule {
  readonly id: number;
  /** Null for any. */
  readonly operation: OperationName | null;
  /** Remaining calls; null for unlimited. */
  readonly next: number | null;
  /** Probability; null for every call. */
  readonly probability: number | null;
  readonly fault: SandboxFault;
  /** Number of calls considered and affected. */
  readonly calls: number;
  readonly hits: number;
}

/** The state of the sandbox's clock. */
export interface SandboxTime {
  readonly now: Date;
  readonly frozen: boolean;
  /** Seconds ahead of real time. */
  readonly offset: number;
}

/** The users of the sandbox and its time. */
export interface SandboxPopulation {
  /** Null for the default users. */
  readonly seed: number | null;
  readonly users: number;
  readonly clock: SandboxTime;
}

/** A message in the sandbox's inbox. */
export interface SandboxMail {
  readonly id: number;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly createdDate: Date;
  readonly userId: number;
  /** The reset secret in the message. */
  readonly secret: string | undefined;
}

/** A recorded request, with secrets replaced by `<redacted>`. */
export interface SandboxRequest {
  readonly requestId: string;
  readonly date: Date;
  readonly method: string;
  readonly path: string;
  /** Null for an unknown route. */
  readonly operation: OperationName | null;
  readonly query: { readonly [name: string]: string | ReadonlyArray<string> };
  /** As on the wire; null if there was none. */
  readonly body: unknown;
  /** Null if there is no response yet or the connection was reset. */
  readonly status: number | null;
  /** Null if no fault was injected. */
  readonly fault: SandboxFault | null;
}

/** Filters of recorded requests. */
export interface SandboxRequestFilter {
  readonly operation?: OperationName | undefined;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
}

/** A snapshot. */
export interface SandboxSnapshot {
  readonly id: string;
  readonly name: string | null;
  readonly date: Date;
  /** Number of rows. */
  readonly rows: number;
}
