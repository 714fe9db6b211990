import type { OperationName } from "../contract/contract.ts";
import type { FieldIssue, StopReason } from "../errors/details.ts";
import type { TokenEvent, TokenStoreEvent } from "../auth/tokenEvent.ts";

/** One request was sent, and succeeded or failed. */
export interface AttemptEvent {
  readonly type: "attempt";
  readonly operation: OperationName;
  readonly method: string;
  /** The path template, without ids: `/users/{id}`. */
  readonly path: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** Milliseconds until the response was read or the attempt failed. */
  readonly duration: number;
  /** HTTP status, if there was a response. */
  readonly status?: number;
  readonly requestId?: string;
  /** `_tag` of the error, if the attempt failed. */
  readonly error?: string;
}

/** A failed attempt will be retried after `delay` milliseconds. */
export interface RetryEvent {
  readonly type: "retry";
  readonly operation: OperationName;
  /** The attempt that failed. */
  readonly attempt: number;
  readonly error: string;
  readonly delay: number;
}

/** A failed attempt is not retried, although the error is retryable. */
export interface GiveUpEvent {
  readonly type: "give-up";
  readonly operation: OperationName;
  readonly attempt: number;
  readonly error: string;
  readonly reason: StopReason;
}

/**
 * A response had optional fields whose values do not match their types. They are in `unknownFields`, and
 * the rest of the response was read.
 */
export interface UnreadableFieldsEvent {
  readonly type: "unreadable-fields";
  readonly operation: OperationName;
  /** Wire names of the fields, such as `content.3.member_since`, and what is wrong with each. */
  readonly fields: ReadonlyArray<FieldIssue>;
}

/** Reported to `onEvent`, for logs and metrics. Contains no secrets and no user input. */
export type ClientEvent =
  AttemptEvent | RetryEvent | GiveUpEvent | UnreadableFieldsEvent | TokenEvent | TokenStoreEvent;
