import type { UsersClient, PartialUsersClient } from "@knetik-users/core";
import type { AdminContract } from "@knetik-users/core/admin";
import { inject, type InjectionKey } from "vue";

/** Also calls the endpoints for administration, with the session of the console. */
export type AdminClient = UsersClient & PartialUsersClient<AdminContract>;

export const adminKey: InjectionKey<AdminClient> = Symbol("administration");

/** The client with administration. Not every API has these endpoints: see `useAdministration`. */
export const useAdminClient = (): AdminClient => {
  const client = inject(adminKey);
  if (client === undefined) throw new TypeError("The application provides no administration.");
  return client;
};
