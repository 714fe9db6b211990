import type { UserFilter, UserSearch } from "@knetik-users/core";
import { UserFilterSchema, UserSearchSchema } from "@knetik-users/core/effect";
import * as Option from "effect/Option";
import * as Schema from "effect/Schema";

export type FilterName = keyof UserFilter;
/** Filters as text, as in the URL and the form. */
export type FilterTexts = { readonly [Name in FilterName]?: string };
/** Query parameters of a search. */
export type SearchQuery = FilterTexts & {
  readonly page?: string;
  readonly size?: string;
  readonly order?: string;
};

export const filterNames = Object.keys(UserFilterSchema.fields) as ReadonlyArray<FilterName>;
const pagingNames = ["page", "size", "order"] as const;

/** Core's query encoding of a search. */
const decode = Schema.decodeUnknownOption(UserSearchSchema);
const encode = Schema.encodeOption(UserSearchSchema);

/** Checks whether a filter can be parsed; an empty one counts as none. */
export const isFilterText = (name: FilterName, text: string): boolean =>
  text === "" || Option.isSome(decode({ filter: { [name]: text } }));

const mostRows = 100;

/** Parses the search of a URL. Invalid parts are omitted and listed in `ignored`. */
export const readSearchQuery = (query: {
  readonly [name: string]: unknown;
}): {
  readonly search: UserSearch;
  readonly filters: FilterTexts;
  readonly ignored: ReadonlyArray<string>;
} => {
  let search: UserSearch = {};
  const filters: { [Name in FilterName]?: string } = {};
  const ignored: Array<string> = [];
  const textOf = (name: string) => {
    const value = query[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  for (const name of filterNames) {
    const text = textOf(name);
    if (text === undefined) continue;
    const decoded = Option.getOrUndefined(decode({ filter: { [name]: text } }));
    if (decoded === undefined) ignored.push(name);
    else {
      search = { ...search, filter: { ...search.filter, ...decoded.filter } };
      filters[name] = text;
    }
  }
  for (const name of pagingNames) {
    const text = textOf(name);
    if (text === undefined) continue;
    const decoded = Option.getOrUndefined(decode({ [name]: text }));
    if (decoded === undefined || (decoded.size ?? 1) > mostRows) ignored.push(name);
    else search = { ...search, ...decoded };
  }
  return { search, filters, ignored };
};

/** Formats a sort order for the URL. */
export const orderText = (order: UserSearch["order"]): string | undefined =>
  Option.getOrUndefined(encode({ order }))?.order;
