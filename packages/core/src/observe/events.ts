import type { OperationName } from "../contract/contract.ts";
import type { StopReason } from "../retry/schedule.ts";

/** One request that was sent and what became of it. */
export interface AttemptEvent {
  readonly type: "attempt";
  readonly operation: OperationName;
  readonly method: string;
  /** The path as the contract writes it, without ids: `/users/{id}`. */
  readonly path: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** Milliseconds until the answer was read, or until it failed. */
  readonly duration: number;
  /** HTTP status, if there was an answer. */
  readonly status?: number;
  readonly requestId?: string;
  /** `_tag` of the failure, if it failed. */
  readonly error?: string;
}

/** A failed attempt will be repeated after `delay` milliseconds. */
export interface RetryEvent {
  readonly type: "retry";
  readonly operation: OperationName;
  /** The attempt that failed. */
  readonly attempt: number;
  readonly error: string;
  readonly delay: number;
}

/** A failed attempt that was a candidate for a retry is not repeated. */
export interface GiveUpEvent {
  readonly type: "give-up";
  readonly operation: OperationName;
  readonly attempt: number;
  readonly error: string;
  readonly because: StopReason;
}

/** A new access token was asked for. */
export interface TokenEvent {
  readonly type: "token";
  readonly grant: "client_credentials" | "password" | "refresh_token";
  readonly outcome: "granted" | "failed";
}

/** What a client does, for logs and metrics. Holds no secret and nothing that a user typed. */
export type ClientEvent = AttemptEvent | RetryEvent | GiveUpEvent | TokenEvent;
