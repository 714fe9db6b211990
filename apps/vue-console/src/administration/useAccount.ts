import type { Account } from "@knetik-users/core/admin";
import type { UseQueryReturnType } from "@tanstack/vue-query";
import type { UsersError } from "@knetik-users/core";
import { useAdminQuery } from "./useAdminQuery.ts";

/** The state of a user's account, if the API offers it. */
export const useAccount = (id: () => number): UseQueryReturnType<Account, UsersError> =>
  useAdminQuery(() => ({
    key: ["getAccount", id()],
    read: (client, options) => client.getAccount(id(), options),
  }));
