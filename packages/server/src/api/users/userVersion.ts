import { createHash } from "node:crypto";
import { codecs, encodeWire, stringifyJson, type User } from "@knetik-users/core/effect";

/**
 * The entity tag of a user as the caller sees it: a hash of the data, and the time of the last activity,
 * which changes while an editor looks at the data.
 */
export const entityTagOf = (wire: object): string => {
  const { last_activity: activity = 0, ...data } = wire as { readonly last_activity?: number };
  const hash = createHash("sha256").update(stringifyJson(data)).digest("base64url").slice(0, 22);
  return `"${hash}.${activity.toString(36)}"`;
};

/** The entity tag for a caller who sees all fields. */
export const userVersion = (user: User): string =>
  entityTagOf(encodeWire(codecs.User, user) as object);

const hashIn = (tag: string) => /^"([^".]*)\.?[^"]*"$/.exec(tag.trim())?.[1];

/** Checks an `If-Match` header. The time of the last activity does not matter; weak tags never match. */
export const matchesVersion = (ifMatch: string, version: string): boolean =>
  ifMatch.trim() === "*" ||
  ifMatch.split(",").some((tag) => {
    const hash = hashIn(tag);
    return hash !== undefined && hash === hashIn(version);
  });
