import type { Endpoint } from "@knetik-users/core/effect";
import type { Query } from "@tanstack/vue-query";
import type { Cache } from "../keys/cache.ts";
import { usersKey } from "../keys/usersKey.ts";
import { isStaleAfter } from "./staleReads.ts";

type Staleness = (cache: Cache, variables: unknown, query: Pick<Query, "queryKey">) => boolean;

const metaName = "usersStaleness";

/** What a mutation carries along, so that others know what it is going to make stale. */
export const stalenessMeta = <Variables>(
  endpoint: Endpoint,
  argsOf: (variables: Variables) => ReadonlyArray<unknown>,
) => ({
  [metaName]: (cache: Cache, variables: Variables, query: Pick<Query, "queryKey">) =>
    isStaleAfter(cache, endpoint, argsOf(variables), query),
});

const stalenessOf = (meta: Record<string, unknown> | undefined): Staleness => {
  const staleness = meta?.[metaName];
  return typeof staleness === "function" ? (staleness as Staleness) : () => false;
};

/**
 * Reads again what a write made stale. What another write, still under way, will make stale as well
 * is left to it: an answer from before that write would undo on the screen what it shows already.
 */
export const refreshStale = (
  cache: Cache,
  meta: Record<string, unknown> | undefined,
  variables: unknown,
): void => {
  const underWay = cache
    .getMutationCache()
    .findAll({ mutationKey: usersKey(), status: "pending" })
    .filter((mutation) => mutation.state.variables !== variables);
  const isStale = (query: Query) =>
    stalenessOf(meta)(cache, variables, query) &&
    !underWay.some((other) => stalenessOf(other.meta)(cache, other.state.variables, query));

  for (const query of cache.getQueryCache().findAll({ queryKey: usersKey(), predicate: isStale })) {
    // A first answer under way may be from before the write, and would be taken for a fresh one.
    if (query.state.data === undefined && query.isActive()) void query.cancel({ revert: true });
  }
  void cache.invalidateQueries({ queryKey: usersKey(), predicate: isStale });
};

/** Stops what is being read and would overwrite what an optimistic change shows. */
export const holdStale = (
  cache: Cache,
  meta: Record<string, unknown> | undefined,
  variables: unknown,
): Promise<void> =>
  cache.cancelQueries({
    queryKey: usersKey(),
    predicate: (query) =>
      query.state.data !== undefined && stalenessOf(meta)(cache, variables, query),
  });
