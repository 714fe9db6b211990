import type { UserSearch } from "@knetik-users/core";
import { pagingDefaults } from "@knetik-users/core/effect";
import { computed, type ComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";
import type { Sorting } from "./sorting.ts";
import { columnsText, readColumns } from "./tableLook.ts";
import { type FilterTexts, orderText, readSearchQuery, type SearchQuery } from "./searchQuery.ts";

/** Reads and changes the search in the URL. */
export interface UserSearchState {
  readonly search: ComputedRef<UserSearch>;
  readonly filters: ComputedRef<FilterTexts>;
  /** Parts of the URL that could not be parsed. */
  readonly ignored: ComputedRef<ReadonlyArray<string>>;
  readonly page: ComputedRef<number>;
  readonly size: ComputedRef<number>;
  readonly sorting: ComputedRef<Sorting>;
  /** The text of the search box, which stands for several filters. */
  readonly text: ComputedRef<string>;
  readonly setText: (text: string) => void;
  /** Returns to the first page. */
  readonly setFilters: (filters: FilterTexts) => void;
  readonly setPage: (page: number) => void;
  readonly setSize: (size: number) => void;
  readonly sortBy: (sorting: Sorting) => void;
}

export const useUserSearch = (): UserSearchState => {
  const route = useRoute();
  const router = useRouter();
  const state = computed(() => readSearchQuery(route.query));
  const search = computed(() => state.value.search);
  const text = computed(() => (typeof route.query["q"] === "string" ? route.query["q"] : ""));
  const page = computed(() => search.value.page ?? pagingDefaults.page);
  const size = computed(() => search.value.size ?? pagingDefaults.size);
  const sorting = computed<Sorting>(() => {
    const [first] = search.value.order ?? [];
    return { property: first?.property ?? "id", descending: first?.direction === "DESC" };
  });

  const go = (change: SearchQuery & { readonly q?: string }, how: "push" | "replace" = "push") => {
    const { order } = search.value;
    const columns = readColumns(route.query["columns"]);
    const all: { readonly [name: string]: string | undefined } = {
      q: text.value,
      ...state.value.filters,
      page: String(page.value),
      size: String(size.value),
      order: order && orderText(order),
      columns: columns && columnsText(columns),
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
    text,
    setText: (typed) => go({ q: typed.trim(), page: "1" }, "replace"),
    setFilters: (filters) => go({ ...filters, page: "1" }),
    setPage: (number) => go({ page: String(number) }),
    setSize: (rows) => go({ size: String(rows), page: "1" }),
    sortBy: ({ property, descending }) => {
      const text = orderText([{ property, direction: descending ? "DESC" : "ASC" }]);
      if (text !== undefined) go({ order: text, page: "1" });
    },
  };
};
