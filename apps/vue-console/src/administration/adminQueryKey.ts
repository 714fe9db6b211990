import type { AdminOperationName } from "@knetik-users/core/admin";
import { usersKey } from "@knetik-users/vue";

/** The key of what an endpoint returned. It is below the key of all users, so that signing out clears it. */
export const adminQueryKey = (
  name: AdminOperationName,
  ...args: ReadonlyArray<unknown>
): ReadonlyArray<unknown> => [...usersKey(), name, ...args];
