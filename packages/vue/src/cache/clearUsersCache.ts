import { type CoreQueryClient, usersKey } from "./usersKey.ts";

/**
 * Clears everything that this package has cached and refetches the active queries. Each query is reset
 * before it is removed: a component with a placeholder would otherwise keep showing the old data.
 */
export const clearUsersCache = (queryClient: CoreQueryClient): void => {
  const filters = { queryKey: usersKey() };
  for (const query of queryClient.getQueryCache().findAll(filters)) query.reset();
  queryClient.removeQueries({ ...filters, type: "inactive" });
  const mutations = queryClient.getMutationCache();
  for (const mutation of mutations.findAll({ mutationKey: usersKey() })) mutations.remove(mutation);
  void queryClient.refetchQueries({ ...filters, type: "active" });
};
