import { isUsersError } from "@knetik-users/core";
import { useQuery, useQueryClient } from "@tanstack/vue-query";
import { computed, type ComputedRef } from "vue";
import { useAdminClient } from "./adminClient.ts";
import { adminQueryKey } from "./adminQueryKey.ts";
import { useAdministration } from "./useAdministration.ts";

/** Returned by {@link useTemplateUsage}. */
export interface TemplateUsages {
  /** `false` if it will not be known who uses a template. */
  readonly isOffered: ComputedRef<boolean>;
  /** The number of users of a template, if it is known. */
  readonly usersOf: (templateId: string) => number | undefined;
}

/** How many users have each template. It needs less than other administration: TEMPLATE_ADMIN will do. */
export const useTemplateUsage = (): TemplateUsages => {
  const client = useAdminClient();
  const { administration } = useAdministration();
  const { data } = useQuery(
    {
      queryKey: adminQueryKey("getTemplateUsage"),
      queryFn: async ({ signal }) => {
        try {
          const usages = await client.getTemplateUsage({ signal });
          return new Map(usages.map(({ id, users }) => [id, users]));
        } catch (error) {
          if (isUsersError(error) && error._tag === "Forbidden") return null;
          throw error;
        }
      },
      enabled: () => administration.value === "offered" || administration.value === "forbidden",
      // A refusal would be the same the next time.
      staleTime: (query) => (query.state.data === null ? Infinity : 0),
      gcTime: Infinity,
      retry: false,
      shallow: true,
    },
    useQueryClient(),
  );
  return {
    isOffered: computed(() => administration.value !== "missing" && data.value !== null),
    usersOf: (templateId) => data.value?.get(templateId),
  };
};
