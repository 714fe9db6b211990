import * as endpoints from "@knetik-users/core/endpoints";
import { filterOf, inputOf, subjectsOf } from "@knetik-users/core/endpoints";
import type { Endpoint, ReadName } from "@knetik-users/core/endpoints";
import type { Query } from "@tanstack/vue-query";
import { type CoreQueryClient, readOfKey, usersKey } from "./usersKey.ts";

type Cached = Pick<Query, "queryKey">;

/** Replaces `"me"` by the signed-in user's id, if that is cached. */
const resolveMe = (queryClient: CoreQueryClient, id: unknown): unknown =>
  id === "me" ? (queryClient.getQueryData(usersKey("getUser", "me"))?.id ?? id) : id;

const isSame = (queryClient: CoreQueryClient, one: unknown, other: unknown): boolean => {
  const ids = [resolveMe(queryClient, one), resolveMe(queryClient, other)];
  // An unresolved `me` may be any user, so all are invalidated.
  return ids[0] === ids[1] || ids.includes("me");
};

/**
 * Checks whether a call of `endpoint` invalidates a cached query, according to the contract. A read of
 * other users or templates is not affected, nor is a list without the filter that the contract names.
 */
export const isInvalidatedBy = (
  queryClient: CoreQueryClient,
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
    if (filter !== undefined && filterOf(asked, filter) === undefined) return false;
    const changed = subjectsOf(endpoint, inputOf(endpoint, args));
    const shown = subjectsOf(readEndpoint, asked);
    if (changed === undefined || shown === undefined || changed.kind !== shown.kind) return true;
    return changed.ids.some((id) => shown.ids.some((other) => isSame(queryClient, id, other)));
  });
};
