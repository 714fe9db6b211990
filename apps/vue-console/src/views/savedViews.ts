import { filterNames } from "../users/searchQuery.ts";

/** A search of the users by name: its text, filters, order, rows and columns. Not its page. */
export interface SavedView {
  readonly name: string;
  readonly query: ViewQuery;
}
export type ViewQuery = { readonly [name: string]: string };

/** Most views of one person, and most characters of a name. */
export const mostViews = 100;
export const longestName = 60;

const partNames: ReadonlyArray<string> = ["q", ...filterNames, "order", "size", "columns"];

/** What a view keeps of a URL. */
export const viewQueryOf = (query: { readonly [name: string]: unknown }): ViewQuery =>
  Object.fromEntries(
    partNames.flatMap((name) => {
      const text = query[name];
      return typeof text === "string" && text !== "" ? [[name, text]] : [];
    }),
  );

/** Two URLs of the same view have the same text. */
export const viewText = (query: ViewQuery): string => JSON.stringify(viewQueryOf(query));

const isView = (value: unknown): value is { name: string; query: Record<string, unknown> } => {
  const { name, query } = (value ?? {}) as Record<string, unknown>;
  return typeof name === "string" && name.trim() !== "" && typeof query === "object" && !!query;
};

/** Stored views. What is not a view is left out. */
export const readViews = (kept: unknown): ReadonlyArray<SavedView> =>
  Array.isArray(kept)
    ? kept
        .filter(isView)
        .map(({ name, query }) => ({
          name: name.trim().slice(0, longestName),
          query: viewQueryOf(query),
        }))
        .slice(0, mostViews)
    : [];

/** The view of this name. */
export const viewNamed = (views: ReadonlyArray<SavedView>, name: string): SavedView | undefined =>
  views.find((view) => view.name === name);

/** Adds a view in the order of names, in place of one with the same name. */
export const withView = (
  views: ReadonlyArray<SavedView>,
  view: SavedView,
): ReadonlyArray<SavedView> =>
  [...withoutView(views, view.name), view].sort((a, b) => a.name.localeCompare(b.name));

export const withoutView = (
  views: ReadonlyArray<SavedView>,
  name: string,
): ReadonlyArray<SavedView> => views.filter((view) => view.name !== name);
