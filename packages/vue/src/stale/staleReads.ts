import * as endpoints from "@knetik-users/core/endpoints";
import { subjectOf } from "@knetik-users/core/endpoints";
import type { Endpoint, ReadName, RequestInput } from "@knetik-users/core/effect";
import type { Query } from "@tanstack/vue-query";
import type { Cache } from "../keys/cache.ts";
import { readOfKey, usersKey } from "../keys/usersKey.ts";

type Cached = Pick<Query, "queryKey">;

const inputOf = ({ input }: Endpoint, args: ReadonlyArray<unknown>): RequestInput =>
  input(...(args as ReadonlyArray<never>));

/** `"me"` as the id it stands for, where that is known. */
const resolveMe = (queryClient: Cache, id: unknown): unknown =>
  id === "me" ? (queryClient.getQueryData(usersKey("getUser", "me"))?.id ?? id) : id;

const isSame = (queryClient: Cache, one: unknown, other: unknown): boolean => {
  const ids = [resolveMe(queryClient, one), resolveMe(queryClient, other)];
  // Somebody unknown may be anybody.
  return ids[0] === ids[1] || ids.includes("me");
};

const hasFilter = ({ query }: RequestInput, name: string): boolean => {
  const { filter } = (query ?? {}) as { readonly filter?: { readonly [name: string]: unknown } };
  return filter?.[name] !== undefined;
};

/**
 * Whether a cached query may be wrong after a call of `endpoint`, as the contract says: reads of
 * that name; about the same one, where both are about one of the same kind; with that filter, where
 * the contract names one.
 */
export const isStaleAfter = (
  queryClient: Cache,
  endpoint: Endpoint,
  args: ReadonlyArray<unknown>,
  { queryKey }: Cached,
): boolean => {
  const cached = readOfKey(queryKey);
  if (cached === undefined) return false;
  return endpoint.invalidates.some((each) => {
    const { read, filter } = typeof each === "string" ? { read: each, filter: undefined } : each;
    if (read !== cached.name) return false;
    const readEndpoint: Endpoint = endpoints[read as ReadName];
    const asked = inputOf(readEndpoint, cached.args);
    if (filter !== undefined) return hasFilter(asked, filter);
    const subjects = [subjectOf(endpoint, inputOf(endpoint, args)), subjectOf(readEndpoint, asked)];
    if (endpoint.subject?.kind !== readEndpoint.subject?.kind || subjects.includes(undefined))
      return true;
    return isSame(queryClient, subjects[0], subjects[1]);
  });
};
