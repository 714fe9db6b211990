/**
 * - `pending`: the page was rendered without knowing its visitor, so the browser asks.
 * - `expired`: the API no longer accepts the session.
 */
export type SessionStatus = "pending" | "signed-out" | "signed-in" | "expired";

/** What a page knows of the session. It holds no token. */
export interface SessionState {
  /** Whether a user is signed in. */
  readonly status: SessionStatus;
  /** Random; a page sends it with each call, so that a call never acts for another user. */
  readonly id?: string;
}
