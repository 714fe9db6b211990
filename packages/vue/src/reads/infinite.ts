import type { Page, UserSearch, UserSummary } from "@knetik-users/core";
import { getUsers } from "@knetik-users/core/endpoints";
import {
  type DataTag,
  type InfiniteData,
  type QueryFunctionContext,
  useInfiniteQuery,
  type UseInfiniteQueryReturnType,
} from "@tanstack/vue-query";
import { computed, type ComputedRef, type MaybeRefOrGetter, toValue } from "vue";
import { type ReadError, readOfKey, type UsersKey, usersKey } from "../keys/usersKey.ts";
import { callOperation } from "../operation.ts";
import { useUsersContext } from "../plugin/usersContext.ts";
import { renderOnServer, serverOptions } from "../ssr/renderOnServer.ts";
import { keepPrevious } from "./keepPrevious.ts";
import { type ClientOf, common, type CommonOptions } from "./readOptions.ts";
import { mayAsk, type ReadOptions } from "./useRead.ts";

type Users = Page<UserSummary>;
type Failure = ReadError<"getUsers">;
type Pages = InfiniteData<Users, number>;

/** Options for `useInfiniteQuery` and `prefetchInfiniteQuery`. */
export interface InfiniteUsersQueryOptions extends CommonOptions {
  readonly queryKey: DataTag<UsersKey<"getUsers">, Pages, Failure>;
  readonly queryFn: (context: QueryFunctionContext<UsersKey<"getUsers">, number>) => Promise<Users>;
  readonly initialPageParam: number;
  /** Left out. By its type Vue Query knows the errors. */
  readonly throwOnError?: (error: Failure) => boolean;
  readonly getNextPageParam: (
    last: Users,
    pages: ReadonlyArray<Users>,
    lastParam: number,
  ) => number | undefined;
}

const rowsOf = ({ content }: Users): string => JSON.stringify(content);

/** The end is what the client takes for it: the last page, an empty one, or the same rows once more. */
const nextPage: InfiniteUsersQueryOptions["getNextPageParam"] = (last, pages, lastParam) => {
  if (last.last === true || last.content.length === 0) return undefined;
  const before = pages.at(-2);
  return before !== undefined && rowsOf(before) === rowsOf(last) ? undefined : lastParam + 1;
};

/** Options of the query that {@link useInfiniteUsers} makes. Begins with the page of the search. */
export const infiniteUsersQueryOptions = (
  client: ClientOf<"getUsers">,
  search: UserSearch = {},
): InfiniteUsersQueryOptions => ({
  ...common,
  enabled: true,
  queryKey: usersKey.infinite("getUsers", search),
  queryFn: ({ queryKey, pageParam, signal }) => {
    const [asked] = readOfKey(queryKey)?.args ?? [];
    return callOperation(
      client,
      getUsers.name,
      [{ ...(asked as UserSearch), page: pageParam }],
      signal,
    );
  },
  initialPageParam: search.page ?? 1,
  getNextPageParam: nextPage,
});

/** What can be told to {@link useInfiniteUsers}. */
export type InfiniteUsersOptions = Omit<
  ReadOptions<"getUsers">,
  "select" | "initialData" | "initialDataUpdatedAt" | "placeholderData" | "refetchInterval"
> & {
  /** How many pages are kept; the first ones are dropped. All, when left out. */
  readonly maxPages?: number;
};

/** The refs of {@link useInfiniteUsers}. */
export type UseInfiniteUsersReturn = UseInfiniteQueryReturnType<Pages, Failure> & {
  /** The rows of all pages that were read, in one list. */
  readonly rows: ComputedRef<ReadonlyArray<UserSummary>>;
};

/** Reads the users that match a search page after page: `fetchNextPage` adds one, `rows` has all. */
export const useInfiniteUsers = (
  search?: MaybeRefOrGetter<UserSearch | undefined>,
  options: MaybeRefOrGetter<InfiniteUsersOptions> = {},
): UseInfiniteUsersReturn => {
  const { client, queryClient, generation } = useUsersContext("useInfiniteUsers");
  const resolved = computed(() => {
    const given = toValue(options);
    const own = infiniteUsersQueryOptions(client, toValue(search));
    return {
      ...keepPrevious(generation.value),
      ...given,
      ...own,
      ...serverOptions(),
      enabled: mayAsk(own.enabled, given),
    };
  });
  const query = useInfiniteQuery<Users, Failure, Pages, UsersKey<"getUsers">, number>(
    resolved as never,
    queryClient,
  );
  renderOnServer(query, () => resolved.value.enabled);
  const rows = computed(() => query.data.value?.pages.flatMap(({ content }) => content) ?? []);
  return { ...query, rows };
};
