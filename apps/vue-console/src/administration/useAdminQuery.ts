import type { UsersError } from "@knetik-users/core";
import type { AdminOperationName } from "@knetik-users/core/admin";
import { useQuery, useQueryClient, type UseQueryReturnType } from "@tanstack/vue-query";
import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { type AdminClient, useAdminClient } from "./adminClient.ts";
import { adminQueryKey } from "./adminQueryKey.ts";
import { rememberRefusal, useAdministration } from "./useAdministration.ts";

/** A read of an endpoint for administration. */
export interface AdminQuery<Data> {
  /** With the arguments of the call, for the cache. */
  readonly key: readonly [AdminOperationName, ...args: ReadonlyArray<unknown>];
  readonly read: (client: AdminClient, options: { readonly signal: AbortSignal }) => Promise<Data>;
  readonly enabled?: boolean;
  /** Shows the result before while another is read. */
  readonly keepsPrevious?: boolean;
}

/** Reads from an endpoint for administration. Nothing is sent where they are not offered. */
export const useAdminQuery = <Data>(
  given: MaybeRefOrGetter<AdminQuery<Data>>,
): UseQueryReturnType<Data, UsersError> => {
  const client = useAdminClient();
  const queryClient = useQueryClient();
  const { isOffered } = useAdministration();
  return useQuery<Data, UsersError>(
    computed(() => {
      const { key, read, enabled = true, keepsPrevious = false } = toValue(given);
      return {
        queryKey: adminQueryKey(...key),
        queryFn: async ({ signal }: { readonly signal: AbortSignal }) => {
          try {
            return await read(client, { signal });
          } catch (error) {
            rememberRefusal(queryClient, error);
            throw error;
          }
        },
        enabled: enabled && isOffered.value,
        retry: false as const,
        shallow: true,
        ...(keepsPrevious && { placeholderData: (before: Data | undefined) => before }),
      };
    }) as never,
    queryClient,
  );
};
