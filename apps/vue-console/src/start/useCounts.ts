import type { UsersError } from "@knetik-users/core";
import { useUsers } from "@knetik-users/vue";
import { computed, type ComputedRef } from "vue";

/** The numbers of users that were active recently. */
export interface Counts {
  readonly total: ComputedRef<number | undefined>;
  readonly periods: ReadonlyArray<{
    readonly days: 1 | 7 | 30;
    readonly since: Date;
    readonly users: ComputedRef<number | undefined>;
  }>;
  readonly error: ComputedRef<UsersError | null>;
  readonly isFetching: ComputedRef<boolean>;
  readonly retry: () => void;
}

/** Counts users with searches for one row, whose totals are exact. */
export const useCounts = (): Counts => {
  // To the minute, so that the searches of one visit share the cache.
  const now = Math.floor(Date.now() / 60_000) * 60_000;
  const total = useUsers({ size: 1 });
  const periods = ([1, 7, 30] as const).map((days) => {
    const since = new Date(now - days * 86_400_000);
    return { days, since, query: useUsers({ filter: { lastActivity: { gt: since } }, size: 1 }) };
  });
  const all = [total, ...periods.map(({ query }) => query)];
  return {
    total: computed(() => total.data.value?.totalElements),
    periods: periods.map(({ days, since, query }) => ({
      days,
      since,
      users: computed(() => query.data.value?.totalElements),
    })),
    error: computed(() => all.map(({ error }) => error.value).find((error) => error) ?? null),
    isFetching: computed(() => all.some(({ isFetching }) => isFetching.value)),
    retry: () => {
      for (const { refetch } of all) void refetch();
    },
  };
};
