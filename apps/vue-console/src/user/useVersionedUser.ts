import { isUsersError, type CallOptions, type User } from "@knetik-users/core";
import { useQueryClient } from "@tanstack/vue-query";
import { useAdminClient } from "../administration/adminClient.ts";
import { rememberRefusal, useAdministration } from "../administration/useAdministration.ts";
import { useFreshUser } from "./useFreshUser.ts";

/** Reads a user before saving, and saves only if nobody has changed it since. */
export interface VersionedUser {
  /** Reads the user past the cache, and its version if the API offers that. */
  readonly read: (id: number) => Promise<User>;
  /** Options of the update, which fails if the user is no longer the one that was read. */
  readonly callOptions: () => CallOptions;
  /** `true` if an update has failed because of a change since, and reading again may help. */
  readonly mayReadAgain: (error: unknown) => boolean;
}

/** `true` if the user was changed between reading and saving. Nothing was saved. */
export const isOutdated = (error: unknown): boolean => isUsersError(error) && error.status === 412;

/** A program may change a user all the time; a person gives up sooner. */
const mostAttempts = 5;

export const useVersionedUser = (): VersionedUser => {
  const client = useAdminClient();
  const queryClient = useQueryClient();
  const { isOffered } = useAdministration();
  const freshUser = useFreshUser();
  let version: string | undefined;
  let failures = 0;

  const readVersion = async (id: number) => {
    const { value, error } = await client.result.getAccount(id);
    if (error === undefined) return value.version;
    rememberRefusal(queryClient, error);
    if (error._tag === "Forbidden") return undefined;
    throw error;
  };
  return {
    read: async (id) => {
      // First: after a change in between it is the older version, and the update fails.
      version = isOffered.value ? await readVersion(id) : undefined;
      return freshUser(id);
    },
    callOptions: () => (version === undefined ? {} : { headers: { "if-match": version } }),
    mayReadAgain: (error) => {
      if (!isOutdated(error)) return false;
      failures += 1;
      if (failures < mostAttempts) return true;
      failures = 0;
      return false;
    },
  };
};
