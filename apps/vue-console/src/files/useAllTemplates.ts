import type { UserTemplate } from "@knetik-users/core";
import { usersKey, useUsersClient } from "@knetik-users/vue";
import { useQuery, useQueryClient } from "@tanstack/vue-query";
import { computed, type ComputedRef } from "vue";

/** All templates by name, for a choice, and for the names and types of their properties. */
export const useAllTemplates = (): ComputedRef<ReadonlyArray<UserTemplate>> => {
  const client = useUsersClient();
  const { data } = useQuery(
    {
      // Below the key of the lists, so that a changed template is read again.
      queryKey: [...usersKey("getUserTemplates"), "all"],
      queryFn: async ({ signal }) => {
        const order = [{ property: "name", direction: "ASC" }] as const;
        const templates: Array<UserTemplate> = [];
        for await (const template of client.all.getUserTemplates(
          { size: 100, order },
          { signal },
        )) {
          templates.push(template);
        }
        return templates;
      },
      retry: false,
    },
    useQueryClient(),
  );
  return computed(() => data.value ?? []);
};
