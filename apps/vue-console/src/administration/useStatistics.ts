import type { UsersError } from "@knetik-users/core";
import type { Statistics } from "@knetik-users/core/admin";
import type { UseQueryReturnType } from "@tanstack/vue-query";
import { useAdminQuery } from "./useAdminQuery.ts";

/** Exact counts of users and sign-ins, if the API offers them. */
export const useStatistics = (): UseQueryReturnType<Statistics, UsersError> =>
  useAdminQuery({
    key: ["getStatistics"],
    read: (client, options) => client.getStatistics(options),
  });
