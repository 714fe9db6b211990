import type { StoredToken } from "@knetik-users/core";

/** A stored session: its tokens, and an id that outlives them. */
export interface SessionRecord extends StoredToken {
  /** Random; distinguishes a renewed session from a new one. */
  readonly id: string;
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** Validates a stored value, which another version or program may have written. */
export const isSessionRecord = (value: unknown): value is SessionRecord =>
  typeof value === "object" &&
  value !== null &&
  "id" in value &&
  isText(value.id) &&
  "accessToken" in value &&
  isText(value.accessToken) &&
  (!("refreshToken" in value) || value.refreshToken === undefined || isText(value.refreshToken)) &&
  (!("expiresAt" in value) || value.expiresAt === undefined || typeof value.expiresAt === "number");
