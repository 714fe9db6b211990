import type { StoredToken } from "@knetik-users/core";

/** A session as it is kept: its tokens, and an id of its own that outlives them. */
export interface SessionRecord extends StoredToken {
  /** Random. Tells a renewed session from a new one. */
  readonly id: string;
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** What was kept may have been written by another version, or by somebody else. */
export const isSessionRecord = (value: unknown): value is SessionRecord =>
  typeof value === "object" &&
  value !== null &&
  "id" in value &&
  isText(value.id) &&
  "accessToken" in value &&
  isText(value.accessToken) &&
  (!("refreshToken" in value) || value.refreshToken === undefined || isText(value.refreshToken)) &&
  (!("expiresAt" in value) || value.expiresAt === undefined || typeof value.expiresAt === "number");
