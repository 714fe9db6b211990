import { isIP } from "node:net";
import type { HeaderValues } from "@knetik-users/core";

const header = "x-forwarded-for";

/** Adds the caller's address to the headers of a call, unless they already name one. */
export const withCallerAddress = (
  given: HeaderValues | undefined,
  address: string | undefined,
): HeaderValues | undefined => {
  if (address === undefined || isIP(address) === 0) return given;
  if (given === undefined) return { [header]: address };
  // Not headers: the client rejects them.
  if (typeof (given as unknown) !== "object" || (given as unknown) === null) return given;
  const entries = Symbol.iterator in given ? [...given] : Object.entries(given);
  return entries.some(([name]) => name.toLowerCase() === header)
    ? given
    : { ...Object.fromEntries(entries), [header]: address };
};
