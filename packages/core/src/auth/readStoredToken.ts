import type { TokenStoreProblem } from "./tokenEvent.ts";
import type { StoredToken } from "./tokenStore.ts";

/** Text with a time zone. Without one the time would depend on where the client runs. */
const zonedTime = /T.+(Z|[+-]\d\d:?\d\d)$/;

/**
 * Reads a time in milliseconds, also as a `Date`, or as text from a database that has it as a bigint.
 * Times in seconds are those from 2001 to 5138, which would be before March 1973 in milliseconds.
 */
const readTime = (value: unknown): number => {
  const time = zonedTime.test(String(value)) ? Date.parse(String(value)) : Number(value);
  return time >= 1e9 && time < 1e11 ? time * 1000 : time;
};

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** Reads what a store returned, which may be anything. Only a token of this account is returned. */
export const readStoredToken = (
  kept: unknown,
  account: string,
): { readonly token?: StoredToken; readonly problem?: TokenStoreProblem } => {
  if (kept === undefined || kept === null) return {};
  if (typeof kept !== "object") return { problem: "not-a-token" };
  const {
    accessToken,
    refreshToken,
    expiresAt,
    account: owner,
  } = kept as {
    readonly [Name in keyof StoredToken]?: unknown;
  };
  if (!isText(accessToken)) return { problem: "not-a-token" };
  if (owner !== account) return { problem: isText(owner) ? "other-account" : "no-account" };
  const time = readTime(expiresAt ?? Number.POSITIVE_INFINITY);
  const isUnclear = Number.isNaN(time);
  return {
    token: {
      accessToken,
      account,
      refreshToken: isText(refreshToken) ? refreshToken : undefined,
      expiresAt: isUnclear ? 0 : time === Number.POSITIVE_INFINITY ? undefined : time,
    },
    ...(isUnclear && { problem: "invalid-expiry" }),
  };
};
