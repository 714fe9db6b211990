import type { UserFilter, UserSearch } from "@knetik-users/core";
import { UserFilterSchema, UserSearchSchema } from "@knetik-users/core/effect";
import * as Option from "effect/Option";
import * as Schema from "effect/Schema";

export type FilterName = keyof UserFilter;
/** Filters as text, as they stand in the URL and in the form. */
export type FilterTexts = { readonly [Name in FilterName]?: string };
/** What the URL says of a search: text, or nothing. */
export type SearchQuery = FilterTexts & {
  readonly page?: string;
  readonly size?: string;
  readonly order?: string;
};

export const filterNames = Object.keys(UserFilterSchema.fields) as ReadonlyArray<FilterName>;
const pagingNames = ["page", "size", "order"] as const;

/** The form of a search in texts is core's own, which it sends to the API. */
const decode = Schema.decodeUnknownOption(UserSearchSchema);
const encode = Schema.encodeOption(UserSearchSchema);

/** Whether a filter can be read; an empty one is none. */
export const isFilterText = (name: FilterName, text: string): boolean =>
  text === "" || Option.isSome(decode({ filter: { [name]: text } }));

const mostRows = 100;

/** What a URL asks for. What cannot be read is left out, and named in `ignored`. */
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

/** Writes an order as the URL has it. */
export const orderText = (order: UserSearch["order"]): string | undefined =>
  Option.getOrUndefined(encode({ order }))?.order;
