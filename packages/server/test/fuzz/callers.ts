import { makeSecret } from "../../src/database/hashSecret.ts";

/** The callers. */
export const callers = [
  "nobody",
  "owner",
  "admin",
  "client",
  "client",
  "client",
  "owner",
  "stranger",
  "basic",
] as const;
export type CallerName = (typeof callers)[number];

/** The user id of each caller. */
export const userOf: Partial<Record<CallerName, number>> = { admin: 1, owner: 2 };

const tokens = { admin: makeSecret(), owner: makeSecret(), client: makeSecret() };
export const tokenOf = (caller: CallerName): string | undefined =>
  caller in tokens ? tokens[caller as keyof typeof tokens] : undefined;

export const authorizationOf = (caller: CallerName): string | undefined => {
  const token = tokenOf(caller);
  if (token !== undefined) return `Bearer ${token}`;
  if (caller === "stranger") return "Bearer ' or 1=1 --";
  return caller === "basic" ? `Basic ${btoa("server:sandbox-secret")}` : undefined;
};
