import type { UsersError } from "@knetik-users/core";
import { useUsers } from "@knetik-users/vue";
import { computed, type ComputedRef } from "vue";
import { useAdministration } from "../administration/useAdministration.ts";
import { useStatistics } from "../administration/useStatistics.ts";

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

/**
 * Counts users: from the statistics of the API if it offers them, otherwise with searches for one row, whose totals
 * are exact.
 */
export const useCounts = (): Counts => {
  const { isOffered, isAsking } = useAdministration();
  const statistics = useStatistics();
  const enabled = () => !isOffered.value && !isAsking.value;
  // To the minute, so that the searches of one visit share the cache.
  const now = Math.floor(Date.now() / 60_000) * 60_000;
  const total = useUsers({ size: 1 }, { enabled });
  const periods = ([1, 7, 30] as const).map((days) => {
    const since = new Date(now - days * 86_400_000);
    const search = { filter: { lastActivity: { gt: since } }, size: 1 };
    return { days, since, query: useUsers(search, { enabled }) };
  });
  const all = [statistics, total, ...periods.map(({ query }) => query)];
  const activeIn = { 1: "day", 7: "week", 30: "month" } as const;
  return {
    total: computed(() => statistics.data.value?.users ?? total.data.value?.totalElements),
    periods: periods.map(({ days, since, query }) => ({
      days,
      since,
      users: computed(
        () => statistics.data.value?.active[activeIn[days]] ?? query.data.value?.totalElements,
      ),
    })),
    error: computed(() => all.map(({ error }) => error.value).find((error) => error) ?? null),
    isFetching: computed(() => all.some(({ isFetching }) => isFetching.value)),
    retry: () => {
      for (const { error, refetch } of all) if (error.value !== null) void refetch();
    },
  };
};
