import type { UserSearch } from "@knetik-users/core";
import { pagingDefaults } from "@knetik-users/core/effect";
import { computed, type ComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";
import { type FilterTexts, orderText, readSearchQuery, type SearchQuery } from "./searchQuery.ts";

type SortProperty = NonNullable<UserSearch["order"]>[number]["property"];
/** The sort order. */
export interface Sorting {
  readonly property: SortProperty;
  readonly descending: boolean;
}

/** Reads and changes the search in the URL. */
export interface UserSearchState {
  readonly search: ComputedRef<UserSearch>;
  readonly filters: ComputedRef<FilterTexts>;
  /** Parts of the URL that could not be parsed. */
  readonly ignored: ComputedRef<ReadonlyArray<string>>;
  readonly page: ComputedRef<number>;
  readonly size: ComputedRef<number>;
  readonly sorting: ComputedRef<Sorting>;
  /** Returns to the first page. `typing` replaces the history entry. */
  readonly setFilters: (filters: FilterTexts, how?: "typing") => void;
  readonly setPage: (page: number) => void;
  readonly setSize: (size: number) => void;
  readonly sortBy: (sorting: Sorting) => void;
}

export const useUserSearch = (): UserSearchState => {
  const route = useRoute();
  const router = useRouter();
  const state = computed(() => readSearchQuery(route.query));
  const search = computed(() => state.value.search);
  const page = computed(() => search.value.page ?? pagingDefaults.page);
  const size = computed(() => search.value.size ?? pagingDefaults.size);
  const sorting = computed<Sorting>(() => {
    const [first] = search.value.order ?? [];
    return { property: first?.property ?? "id", descending: first?.direction === "DESC" };
  });

  const go = (change: SearchQuery, how: "push" | "replace" = "push") => {
    const { order } = search.value;
    const all: { readonly [name: string]: string | undefined } = {
      ...state.value.filters,
      page: String(page.value),
      size: String(size.value),
      order: order && orderText(order),
      ...change,
    };
    const defaults: { readonly [name: string]: string } = {
      page: String(pagingDefaults.page),
      size: String(pagingDefaults.size),
      order: "id:ASC",
    };
    const query = Object.fromEntries(
      Object.entries(all).filter(
        ([name, text]) => text !== undefined && text !== "" && text !== defaults[name],
      ),
    );
    void router[how]({ query });
  };

  return {
    search,
    filters: computed(() => state.value.filters),
    ignored: computed(() => state.value.ignored),
    page,
    size,
    sorting,
    setFilters: (filters, how) => {
      go({ ...filters, page: "1" }, how === "typing" ? "replace" : "push");
    },
    setPage: (number) => go({ page: String(number) }),
    setSize: (rows) => go({ size: String(rows), page: "1" }),
    sortBy: ({ property, descending }) => {
      const text = orderText([{ property, direction: descending ? "DESC" : "ASC" }]);
      if (text !== undefined) go({ order: text, page: "1" });
    },
  };
};
