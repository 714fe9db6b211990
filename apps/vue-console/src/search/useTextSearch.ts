import { isUsersError, type Page, type UserSummary } from "@knetik-users/core";
import { publicFieldsOf, UserFilterSchema } from "@knetik-users/core/effect";
import { usersKey, usersQueryOptions, useUsersClient } from "@knetik-users/vue";
import { useQueries, useQuery, useQueryClient } from "@tanstack/vue-query";
import { computed, type ComputedRef, ref, type Ref, shallowRef, watch } from "vue";
import { useAdminClient } from "../administration/adminClient.ts";
import { useAdministration } from "../administration/useAdministration.ts";
import { useAdminQuery } from "../administration/useAdminQuery.ts";
import { type FilterTexts, readSearchQuery } from "../users/searchQuery.ts";
import { foundByNames, groupsByNames } from "./foundByNames.ts";
import { type Found, type FoundUser, mergeFound } from "./mergeFound.ts";
import { nearestNames } from "./nearestNames.ts";
import { similarUsers, type SimilarUsers } from "./similarUsers.ts";
import { understandText, type UnderstoodText } from "./understandText.ts";

const publicFilters = publicFieldsOf(UserFilterSchema);
const isPublic = (filters: FilterTexts): boolean =>
  Object.keys(filters).every((name) => publicFilters.has(name));

/** Rows per search. More are a click away, with pages. */
const rows = 25;
/** Most users by any name, and how many more each time. */
const mostNamed = 1_000;
const moreNamed = 4;

/** The results of a text typed into the search box. */
export interface TextSearch {
  readonly understood: ComputedRef<UnderstoodText>;
  readonly found: ComputedRef<ReadonlyArray<FoundUser>>;
  /** The searches with matches, and how many each has. */
  readonly groups: ComputedRef<ReadonlyArray<Found>>;
  /** `true` if there are matches that `found` does not contain. */
  readonly hasMore: ComputedRef<boolean>;
  /** Finds more of them, if the server finds users by any name. */
  readonly showMore: ComputedRef<(() => void) | undefined>;
  /** `true` if accents do not matter, so that there are no other names with them. */
  readonly ignoresAccents: ComputedRef<boolean>;
  /** `true` until the first results are known. */
  readonly isPending: ComputedRef<boolean>;
  /** `true` while the results are those of the text before. */
  readonly isStale: ComputedRef<boolean>;
  readonly isFetching: ComputedRef<boolean>;
  /** The error of a search whose results are missing. */
  readonly error: ComputedRef<Error | null>;
  /** `true` if only names were searched, because the rest is private. */
  readonly isLimited: ComputedRef<boolean>;
  /** Searched for if nothing was found, or on demand. `null` if there are none. */
  readonly similar: Readonly<Ref<SimilarUsers | null | undefined>>;
  readonly isSearchingSimilar: ComputedRef<boolean>;
  readonly searchSimilar: () => void;
  readonly retry: () => void;
}

/**
 * Searches for a text: by any name in one request if the server offers that, otherwise as several filters side by
 * side. `limits` are other filters, which all apply.
 */
export const useTextSearch = (text: () => string, limits: () => FilterTexts): TextSearch => {
  const client = useUsersClient();
  const queryClient = useQueryClient();
  const understood = computed(() => understandText(text()));
  const admin = useAdminClient();
  const { administration, isOffered, isAsking } = useAdministration();
  const wasForbidden = ref(false);
  const isLimited = computed(() => wasForbidden.value || administration.value === "forbidden");
  /** The text, if the server finds users by any name. It does not know other filters. */
  const named = computed(() =>
    isOffered.value && Object.keys(limits()).length === 0 ? understood.value.name : undefined,
  );
  const isAllowed = (filters: FilterTexts) => !isLimited.value || isPublic(filters);
  const searches = computed(() =>
    isAsking.value
      ? []
      : understood.value.searches.filter(
          (filters) =>
            isAllowed(filters) &&
            (named.value === undefined || "ids" in filters) &&
            Object.keys(filters).every((name) => !(name in limits())),
        ),
  );
  /** How many were asked for, of one text. */
  const extended = ref<{ readonly text: string | undefined; readonly size: number }>();
  const size = computed(() =>
    extended.value?.text === named.value ? (extended.value?.size ?? rows) : rows,
  );
  const byNames = useAdminQuery(() => {
    const query = { search: named.value ?? "", size: size.value };
    return {
      key: ["findUsers", query],
      // The label of each user needs the text that found it.
      read: async (client, options) => {
        const result = await client.findUsers(query, options);
        return { found: foundByNames(result, query.search), hasMore: result.hasMore };
      },
      enabled: named.value !== undefined,
    };
  });

  const queries = useQueries({
    queries: computed(() =>
      searches.value.map((filters) =>
        usersQueryOptions(
          client,
          readSearchQuery({ ...limits(), ...filters, size: String(rows) }).search,
        ),
      ),
    ),
    shallow: true,
  });
  const isForbidden = (error: unknown) => isUsersError(error) && error._tag === "Forbidden";
  watch(
    () => queries.value.some(({ error }) => isForbidden(error)),
    (forbidden) => {
      if (forbidden) wasForbidden.value = true;
    },
  );

  const isWaiting = computed(
    () =>
      isAsking.value ||
      queries.value.some((query) => query.isPending) ||
      (named.value !== undefined && byNames.isPending.value),
  );
  const bySearches = computed(() =>
    searches.value.flatMap((filters, index): ReadonlyArray<Found> => {
      // TypeScript 7 does not infer the data of an array of options.
      const page = queries.value[index]?.data as Page<UserSummary> | undefined;
      if (page === undefined || page.content.length === 0) return [];
      return [{ filters, users: page.content, total: page.totalElements ?? page.content.length }];
    }),
  );
  /** The results before are shown until all new ones are known, so that rows do not jump. */
  const shown = shallowRef<{
    readonly searched: ReadonlyArray<Found>;
    readonly named: NonNullable<typeof byNames.data.value>;
  }>({ searched: [], named: { found: [], hasMore: false } });
  watch(
    [bySearches, byNames.data, isWaiting],
    () => {
      if (isWaiting.value) return;
      const none = { found: [], hasMore: false };
      shown.value = {
        searched: bySearches.value,
        named: (named.value === undefined ? undefined : byNames.data.value) ?? none,
      };
    },
    { immediate: true },
  );
  const groups = computed(() => [
    ...shown.value.searched,
    ...groupsByNames(shown.value.named.found, shown.value.named.hasMore),
  ]);
  const found = computed(() => {
    const searched = mergeFound(shown.value.searched);
    const known = new Set(searched.map(({ user }) => user.id));
    return [...searched, ...shown.value.named.found.filter(({ user }) => !known.has(user.id))];
  });
  const hasMore = computed(
    () =>
      shown.value.named.hasMore ||
      shown.value.searched.some(({ users, total }) => total === undefined || total > users.length),
  );
  const isPending = computed(() => isWaiting.value && found.value.length === 0);
  const isStale = computed(() => isWaiting.value && found.value.length > 0);
  const error = computed(
    () =>
      queries.value.find((query) => query.error !== null && !isForbidden(query.error))?.error ??
      (named.value === undefined ? null : byNames.error.value),
  );

  const isAsked = ref(false);
  watch(text, () => (isAsked.value = false));
  const isNothing = computed(
    () =>
      found.value.length === 0 &&
      error.value === null &&
      !isWaiting.value &&
      queries.value.every((query) => query.isSuccess || isForbidden(query.error)),
  );
  const similar = useQuery(
    {
      // Below the key of the lists, so that signing out clears it and changes of users invalidate it.
      queryKey: computed(() => [
        ...usersKey("getUsers"),
        readSearchQuery(limits()).search,
        "similar",
        understood.value.text,
        isLimited.value,
        named.value ?? null,
      ]),
      queryFn: ({ signal }) =>
        named.value === undefined
          ? similarUsers(client, understood.value.text, { limits: limits(), isAllowed, signal })
          : nearestNames(admin, named.value, signal),
      enabled: computed(
        () => understood.value.searches.length > 0 && (isAsked.value || isNothing.value),
      ),
      retry: false,
      shallow: true,
    },
    queryClient,
  );

  return {
    understood,
    found,
    groups,
    hasMore,
    showMore: computed(() =>
      shown.value.named.hasMore && size.value < mostNamed
        ? () => {
            extended.value = {
              text: named.value,
              size: Math.min(mostNamed, size.value * moreNamed),
            };
          }
        : undefined,
    ),
    ignoresAccents: computed(() => named.value !== undefined),
    isPending,
    isStale,
    isFetching: computed(
      () => byNames.isFetching.value || queries.value.some((query) => query.isFetching),
    ),
    error,
    isLimited,
    similar: similar.data,
    isSearchingSimilar: computed(() => similar.isLoading.value),
    searchSimilar: () => (isAsked.value = true),
    retry: () => {
      for (const query of queries.value) if (query.error !== null) void query.refetch();
      if (byNames.error.value !== null) void byNames.refetch();
    },
  };
};
