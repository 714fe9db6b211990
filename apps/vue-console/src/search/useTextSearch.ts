import { isUsersError, type Page, type UserSummary } from "@knetik-users/core";
import { publicFieldsOf, UserFilterSchema } from "@knetik-users/core/effect";
import { usersKey, usersQueryOptions, useUsersClient } from "@knetik-users/vue";
import { useQueries, useQuery, useQueryClient } from "@tanstack/vue-query";
import { computed, type ComputedRef, ref, type Ref, shallowRef, watch } from "vue";
import { type FilterTexts, readSearchQuery } from "../users/searchQuery.ts";
import { type Found, type FoundUser, mergeFound } from "./mergeFound.ts";
import { similarUsers, type SimilarUsers } from "./similarUsers.ts";
import { understandText, type UnderstoodText } from "./understandText.ts";

const publicFilters = publicFieldsOf(UserFilterSchema);
const isPublic = (filters: FilterTexts): boolean =>
  Object.keys(filters).every((name) => publicFilters.has(name));

/** Rows per search. More are a click away, with pages. */
const rows = 25;

/** The results of a text typed into the search box. */
export interface TextSearch {
  readonly understood: ComputedRef<UnderstoodText>;
  readonly found: ComputedRef<ReadonlyArray<FoundUser>>;
  /** The searches with matches, and how many each has. */
  readonly groups: ComputedRef<ReadonlyArray<Found>>;
  /** `true` until the first results are known. */
  readonly isPending: ComputedRef<boolean>;
  /** `true` while the results are those of the text before. */
  readonly isStale: ComputedRef<boolean>;
  readonly isFetching: ComputedRef<boolean>;
  /** The error of a search whose results are missing. */
  readonly error: ComputedRef<Error | null>;
  /** `true` if only names were searched, because the rest is private. */
  readonly isLimited: Readonly<Ref<boolean>>;
  /** Searched for if nothing was found, or on demand. `null` if there are none. */
  readonly similar: Readonly<Ref<SimilarUsers | null | undefined>>;
  readonly isSearchingSimilar: ComputedRef<boolean>;
  readonly searchSimilar: () => void;
  readonly retry: () => void;
}

/** Searches for a text as several filters side by side. `limits` are other filters, which all apply. */
export const useTextSearch = (text: () => string, limits: () => FilterTexts): TextSearch => {
  const client = useUsersClient();
  const queryClient = useQueryClient();
  const understood = computed(() => understandText(text()));
  const isLimited = ref(false);
  const isAllowed = (filters: FilterTexts) => !isLimited.value || isPublic(filters);
  const searches = computed(() =>
    understood.value.searches.filter(
      (filters) => isAllowed(filters) && Object.keys(filters).every((name) => !(name in limits())),
    ),
  );

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
      if (forbidden) isLimited.value = true;
    },
  );

  const isWaiting = computed(() => queries.value.some((query) => query.isPending));
  const newest = computed(() =>
    searches.value.flatMap((filters, index): ReadonlyArray<Found> => {
      // TypeScript 7 does not infer the data of an array of options.
      const page = queries.value[index]?.data as Page<UserSummary> | undefined;
      if (page === undefined || page.content.length === 0) return [];
      return [{ filters, users: page.content, total: page.totalElements ?? page.content.length }];
    }),
  );
  /** The results before are shown until all new ones are known, so that rows do not jump. */
  const groups = shallowRef<ReadonlyArray<Found>>([]);
  watch(
    [newest, isWaiting],
    () => {
      if (!isWaiting.value) groups.value = newest.value;
    },
    { immediate: true },
  );
  const found = computed(() => mergeFound(groups.value));
  const isPending = computed(() => isWaiting.value && found.value.length === 0);
  const isStale = computed(() => isWaiting.value && found.value.length > 0);
  const error = computed(
    () =>
      queries.value.find((query) => query.error !== null && !isForbidden(query.error))?.error ??
      null,
  );

  const isAsked = ref(false);
  watch(text, () => (isAsked.value = false));
  const isNothing = computed(
    () =>
      found.value.length === 0 &&
      error.value === null &&
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
      ]),
      queryFn: ({ signal }) =>
        similarUsers(client, understood.value.text, { limits: limits(), isAllowed, signal }),
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
    groups: computed(() => groups.value),
    isPending,
    isStale,
    isFetching: computed(() => queries.value.some((query) => query.isFetching)),
    error,
    isLimited,
    similar: similar.data,
    isSearchingSimilar: computed(() => similar.isLoading.value),
    searchSimilar: () => (isAsked.value = true),
    retry: () => {
      for (const query of queries.value) if (query.error !== null) void query.refetch();
    },
  };
};
