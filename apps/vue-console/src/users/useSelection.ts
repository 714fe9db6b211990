import type { UserSummary } from "@knetik-users/core";
import { computed, type ComputedRef, shallowRef } from "vue";

/** The users chosen for an action, on all pages of a search. */
export interface Selection {
  readonly users: ComputedRef<ReadonlyArray<UserSummary>>;
  readonly has: (id: number) => boolean;
  readonly set: (users: ReadonlyArray<UserSummary>, isSelected: boolean) => void;
  readonly clear: () => void;
}

export const useSelection = (): Selection => {
  const selected = shallowRef<ReadonlyMap<number, UserSummary>>(new Map());
  return {
    users: computed(() => [...selected.value.values()]),
    has: (id) => selected.value.has(id),
    set: (users, isSelected) => {
      const next = new Map(selected.value);
      for (const user of users) {
        if (isSelected) next.set(user.id, user);
        else next.delete(user.id);
      }
      selected.value = next;
    },
    clear: () => (selected.value = new Map()),
  };
};
