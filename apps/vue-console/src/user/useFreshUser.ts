import type { User } from "@knetik-users/core";
import { usersKey, useUsersClient } from "@knetik-users/vue";
import { useQueryClient } from "@tanstack/vue-query";

/** Reads a user past the cache, and updates the cache. */
export const useFreshUser = (): ((id: number) => Promise<User>) => {
  const client = useUsersClient();
  const queryClient = useQueryClient();
  return async (id) => {
    const user = await client.getUser(id);
    queryClient.setQueryData(usersKey("getUser", id), user);
    return user;
  };
};
