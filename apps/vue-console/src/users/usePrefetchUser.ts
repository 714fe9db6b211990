import { userQueryOptions, useUsersClient } from "@knetik-users/vue";
import { useQueryClient } from "@tanstack/vue-query";

/** Reads a user before somebody goes there: pointing at a link is a promise. */
export const usePrefetchUser = (): ((id: number) => void) => {
  const client = useUsersClient();
  const queryClient = useQueryClient();
  return (id) => {
    // Where it fails, the page itself will say so.
    queryClient.query({ ...userQueryOptions(client, id), staleTime: 30_000 }).catch(() => {});
  };
};
