import type { CalledOperation } from "../contract/adminContract.ts";
import type { FieldIssue, StopReason } from "../errors/details.ts";
import type { TokenEvent, TokenStoreEvent } from "../auth/tokenEvent.ts";

/** One request was sent, and succeeded or failed. */
export interface AttemptEvent {
  /** Distinguishes the events. */
  readonly type: "attempt";
  /** The method that was called, such as `getUser`. */
  readonly operation: CalledOperation;
  /** HTTP method. */
  readonly method: string;
  /** The path template, without ids: `/users/{id}`. */
  readonly path: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** Milliseconds until the response was read or the attempt failed. */
  readonly duration: number;
  /** HTTP status, if there was a response. */
  readonly status?: number;
  /** The API's id of the request, if it sent one. */
  readonly requestId?: string;
  /** `_tag` of the error, if the attempt failed. */
  readonly error?: string;
}

/** A failed attempt will be retried after `delay` milliseconds. */
export interface RetryEvent {
  /** Distinguishes the events. */
  readonly type: "retry";
  /** The method that was called, such as `getUser`. */
  readonly operation: CalledOperation;
  /** The attempt that failed; 1 for the first. */
  readonly attempt: number;
  /** `_tag` of the error. */
  readonly error: string;
  /** Milliseconds until the next attempt. */
  readonly delay: number;
}

/** A failed attempt is not retried, although the error is retryable. */
export interface GiveUpEvent {
  /** Distinguishes the events. */
  readonly type: "give-up";
  /** The method that was called, such as `getUser`. */
  readonly operation: CalledOperation;
  /** The attempt that failed; 1 for the first. */
  readonly attempt: number;
  /** `_tag` of the error. */
  readonly error: string;
  /** Limit that ended the retries. */
  readonly reason: StopReason;
}

/**
 * A response had optional fields whose values do not match their types. They are in `unknownFields`, and
 * the rest of the response was read.
 */
export interface UnreadableFieldsEvent {
  /** Distinguishes the events. */
  readonly type: "unreadable-fields";
  /** The method that was called, such as `getUser`. */
  readonly operation: CalledOperation;
  /** Wire names of the fields, such as `content.3.member_since`, and what is wrong with each. */
  readonly fields: ReadonlyArray<FieldIssue>;
}

/** Reported to `onEvent`, for logs and metrics. Contains no secrets and no user input. */
export type ClientEvent =
  AttemptEvent | RetryEvent | GiveUpEvent | UnreadableFieldsEvent | TokenEvent | TokenStoreEvent;
