import type { Page, UserSearch, UserSummary } from "@knetik-users/core";
import { getUsers } from "@knetik-users/core/endpoints";
import {
  type DataTag,
  type InfiniteData,
  type QueryFunctionContext,
  useInfiniteQuery,
  type UseInfiniteQueryReturnType,
} from "@tanstack/vue-query";
import { computed, type ComputedRef, type MaybeRefOrGetter, nextTick, toValue } from "vue";
import { type QueryError, readOfKey, type UsersKey, usersKey } from "../cache/usersKey.ts";
import { callOperation, type ClientOf } from "../cache/callOperation.ts";
import { useUsersContext } from "../context/usersContext.ts";
import { hasMoved, readContiguous, uniqueRows } from "./contiguousPages.ts";
import { prefetchOnServer, serverOptions } from "../ssr/serverPrefetch.ts";
import { keepPrevious } from "./keepPrevious.ts";
import { commonQueryOptions, type CommonQueryOptions } from "./queryOptions.ts";
import { useIsShown } from "./useIsShown.ts";
import { isEnabled, type UseUsersQueryOptions } from "./makeQuery.ts";

type Users = Page<UserSummary>;
type Failure = QueryError<"getUsers">;
type Pages = InfiniteData<Users, number>;

/** Options for `useInfiniteQuery` and `prefetchInfiniteQuery`. */
export interface InfiniteUsersQueryOptions extends CommonQueryOptions {
  readonly queryKey: DataTag<UsersKey<"getUsers">, Pages, Failure>;
  readonly queryFn: (context: QueryFunctionContext<UsersKey<"getUsers">, number>) => Promise<Users>;
  readonly initialPageParam: number;
  /** Never set; its type tells Vue Query the error type. */
  readonly throwOnError?: (error: Failure) => boolean;
  readonly getNextPageParam: (
    last: Users,
    pages: ReadonlyArray<Users>,
    lastParam: number,
  ) => number | undefined;
}

const idsOf = ({ content }: Users): string => content.map(({ id }) => id).join();

/**
 * The list ends, as in the client, at the last page, at an empty page unless `totalPages` says that
 * there are more, and at a repeated page unless new rows have moved the previous one there.
 */
const nextPage: InfiniteUsersQueryOptions["getNextPageParam"] = (last, pages, lastParam) => {
  const isEmptyEnd = last.content.length === 0 && lastParam >= (last.totalPages ?? 0);
  if (last.last === true || isEmptyEnd) return undefined;
  const before = pages.at(-2);
  const isRepeated =
    before !== undefined && idsOf(before) === idsOf(last) && !hasMoved(before, last);
  return isRepeated ? undefined : lastParam + 1;
};

/** Query options of {@link useInfiniteUsers}. Starts at the page of the search. */
export const infiniteUsersQueryOptions = (
  client: ClientOf<"getUsers">,
  search: UserSearch = {},
): InfiniteUsersQueryOptions => {
  // The pages of a fetch, which adds one page to the cached ones or reads all of them again.
  const fetched = new WeakMap<AbortSignal, ReadonlyArray<Users>>();
  return {
    ...commonQueryOptions,
    enabled: true,
    queryKey: usersKey.infinite("getUsers", search),
    queryFn: async ({ queryKey, pageParam, signal, client: cache }) => {
      const [keyed] = readOfKey(queryKey)?.args ?? [];
      const read = (page: number): Promise<Users> =>
        callOperation(client, getUsers.name, [{ ...(keyed as UserSearch), page }], signal);
      const cached = cache.getQueryData<Pages>(queryKey);
      const isNext = cached?.pageParams.at(-1) === pageParam - 1;
      const before = fetched.get(signal) ?? (isNext ? cached.pages : []);
      const page = await readContiguous(read, pageParam, before);
      fetched.set(signal, [...before, page]);
      return page;
    },
    initialPageParam: search.page ?? 1,
    getNextPageParam: nextPage,
  };
};

/** Options of {@link useInfiniteUsers}. */
export type InfiniteUsersOptions = Omit<
  UseUsersQueryOptions<"getUsers">,
  "select" | "initialData" | "initialDataUpdatedAt" | "placeholderData" | "refetchInterval"
> & {
  /** Maximum number of pages kept; the first ones are dropped. Default: all. */
  readonly maxPages?: number;
};

/** The refs of {@link useInfiniteUsers}. */
export type UseInfiniteUsersReturn = UseInfiniteQueryReturnType<Pages, Failure> & {
  /** The rows of all pages read so far, each once. */
  readonly rows: ComputedRef<ReadonlyArray<UserSummary>>;
};

/**
 * Reads the users that match a search page by page: `fetchNextPage` adds a page, `rows` has all rows.
 *
 * Users that leave or join the list meanwhile move others to another page. No row is skipped or repeated
 * by that: if `totalElements` changes, the next page also brings the rows that have moved to an earlier
 * one. A change that leaves the total as it was goes unnoticed until the pages are refetched.
 */
export const useInfiniteUsers = (
  search?: MaybeRefOrGetter<UserSearch | undefined>,
  options: MaybeRefOrGetter<InfiniteUsersOptions> = {},
): UseInfiniteUsersReturn => {
  const { client, queryClient, generation } = useUsersContext("useInfiniteUsers");
  const isShown = useIsShown();
  const resolved = computed(() => {
    const given = toValue(options);
    const own = infiniteUsersQueryOptions(client, toValue(search));
    return {
      ...keepPrevious(generation.value),
      ...given,
      ...own,
      ...serverOptions(),
      enabled: isShown.value && isEnabled(own.enabled, given),
    };
  });
  const query = useInfiniteQuery<Users, Failure, Pages, UsersKey<"getUsers">, number>(
    resolved as never,
    queryClient,
  );
  prefetchOnServer(query, () => resolved.value.enabled);
  const rows = computed(() => uniqueRows(query.data.value?.pages ?? []));
  const fetchNextPage: typeof query.fetchNextPage = async (fetchOptions) => {
    // Vue Query refetches in the next tick what was invalidated in this one.
    await nextTick();
    const state = queryClient.getQueryState(resolved.value.queryKey);
    // A page more would cancel a refetch, and what an invalidation has made stale would count as fresh.
    const isRefetching = state?.fetchStatus === "fetching" && !state.fetchMeta?.fetchMore;
    if (isRefetching && state.data !== undefined) await query.refetch({ cancelRefetch: false });
    return query.fetchNextPage(fetchOptions);
  };
  return { ...query, fetchNextPage, rows };
};
