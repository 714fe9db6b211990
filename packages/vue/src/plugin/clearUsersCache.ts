import type { Cache } from "../keys/cache.ts";
import { usersKey } from "../keys/usersKey.ts";

/**
 * Forgets everything that this package has cached: what is shown is emptied and read again, what is
 * under way is cancelled. Each query is emptied before it is dropped, since a component that keeps
 * the previous page would go on showing a query that was only dropped.
 */
export const clearUsersCache = (queryClient: Cache): void => {
  const filters = { queryKey: usersKey() };
  for (const query of queryClient.getQueryCache().findAll(filters)) query.reset();
  queryClient.removeQueries({ ...filters, type: "inactive" });
  const mutations = queryClient.getMutationCache();
  for (const mutation of mutations.findAll({ mutationKey: usersKey() })) mutations.remove(mutation);
  void queryClient.refetchQueries({ ...filters, type: "active" });
};
