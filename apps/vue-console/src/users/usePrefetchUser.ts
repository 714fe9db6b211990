import { userQueryOptions, useUsersClient } from "@knetik-users/vue";
import { useQueryClient } from "@tanstack/vue-query";

/** Prefetches a user when the pointer is over a link. */
export const usePrefetchUser = (): ((id: number) => void) => {
  const client = useUsersClient();
  const queryClient = useQueryClient();
  return (id) => {
    // The page reports a failure.
    queryClient.query({ ...userQueryOptions(client, id), staleTime: 30_000 }).catch(() => {});
  };
};
