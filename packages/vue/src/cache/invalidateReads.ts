import type { Endpoint } from "@knetik-users/core/endpoints";
import type { Query } from "@tanstack/vue-query";
import { type CoreQueryClient, usersKey } from "./usersKey.ts";
import { isInvalidatedBy } from "./isInvalidatedBy.ts";

type IsInvalidated = (
  cache: CoreQueryClient,
  variables: unknown,
  query: Pick<Query, "queryKey">,
) => boolean;

const metaName = "usersStaleness";

/** Mutation meta that lets other mutations know what this one will invalidate. */
export const invalidationMeta = <Variables>(
  endpoint: Endpoint,
  argsOf: (variables: Variables) => ReadonlyArray<unknown>,
) => ({
  [metaName]: (cache: CoreQueryClient, variables: Variables, query: Pick<Query, "queryKey">) =>
    isInvalidatedBy(cache, endpoint, argsOf(variables), query),
});

const invalidationOf = (meta: Record<string, unknown> | undefined): IsInvalidated => {
  const staleness = meta?.[metaName];
  return typeof staleness === "function" ? (staleness as IsInvalidated) : () => false;
};

/**
 * Refetches the reads that a mutation has invalidated. A read that a pending mutation will invalidate
 * as well is left to that one: refetching now would overwrite its optimistic update.
 */
export const invalidateReads = (
  cache: CoreQueryClient,
  meta: Record<string, unknown> | undefined,
  variables: unknown,
): void => {
  const inFlight = cache
    .getMutationCache()
    .findAll({ mutationKey: usersKey(), status: "pending" })
    .filter((mutation) => mutation.state.variables !== variables);
  const isStale = (query: Query) =>
    invalidationOf(meta)(cache, variables, query) &&
    !inFlight.some((other) => invalidationOf(other.meta)(cache, other.state.variables, query));

  for (const query of cache.getQueryCache().findAll({ queryKey: usersKey(), predicate: isStale })) {
    // A first fetch in flight may return data from before the mutation, which would count as fresh.
    if (query.state.data === undefined && query.isActive()) void query.cancel({ revert: true });
  }
  void cache.invalidateQueries({ queryKey: usersKey(), predicate: isStale });
};

/** Cancels the fetches in flight that would overwrite an optimistic update. */
export const cancelInvalidated = (
  cache: CoreQueryClient,
  meta: Record<string, unknown> | undefined,
  variables: unknown,
): Promise<void> =>
  cache.cancelQueries({
    queryKey: usersKey(),
    predicate: (query) =>
      query.state.data !== undefined && invalidationOf(meta)(cache, variables, query),
  });
