import type { UserTemplate } from "@knetik-users/core";
import { useUserTemplates } from "@knetik-users/vue";
import { computed, type ComputedRef } from "vue";

/** The first hundred templates, for the names and types of their properties. */
export const useAllTemplates = (): ComputedRef<ReadonlyArray<UserTemplate>> => {
  const { data } = useUserTemplates({ size: 100, order: [{ property: "name", direction: "ASC" }] });
  return computed(() => data.value?.content ?? []);
};
