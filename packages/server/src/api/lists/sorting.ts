import { type Order, type PageOrder, toSnakeCase } from "@knetik-users/core/effect";

/** A column to sort by, and its name in the response. */
export interface Sorting<Column extends string> {
  readonly column: Column;
  readonly descending: boolean;
  /** `true` if the column is nullable. Rows without a value come last. */
  readonly nullable: boolean;
  readonly report: PageOrder;
}

interface SortColumn<Column extends string> {
  readonly column: Column;
  readonly ignoreCase: boolean;
  readonly nullable: boolean;
}

/** Sorts text by its search key, which is case-insensitive. */
export const byText = <const Column extends `${string}_key`>(column: Column, nullable = false) => ({
  column,
  ignoreCase: true,
  nullable,
});
export const byValue = <const Column extends string>(column: Column, nullable = false) => ({
  column,
  ignoreCase: false,
  nullable,
});

const one = <Column extends string>(
  property: string,
  { column, ignoreCase, nullable }: SortColumn<Column>,
  descending: boolean,
): Sorting<Column> => ({
  column,
  descending,
  nullable,
  report: {
    property: toSnakeCase(property),
    direction: descending ? "DESC" : "ASC",
    ascending: !descending,
    descending,
    ignoreCase,
    nullHandling: "NULLS_LAST",
  },
});

/** The sort criteria, with the id last, so that equal rows keep their order between pages. */
export const sortingOf = <Property extends string, Column extends string>(
  columns: { readonly [Name in Property | "id"]: SortColumn<Column> },
  order: ReadonlyArray<Order<Property>> | undefined,
): {
  readonly sorting: ReadonlyArray<Sorting<Column>>;
  readonly report: ReadonlyArray<PageOrder>;
} => {
  const asked = new Map<Property, Sorting<Column>>();
  for (const { property, direction } of order ?? []) {
    // A repeated column has no effect, and databases limit their number.
    if (asked.has(property)) continue;
    asked.set(property, one(property, columns[property], direction === "DESC"));
  }
  // In the direction of the last criterion, so that an index serves it in either direction.
  const descending = [...asked.values()].at(-1)?.descending ?? false;
  const byId = one("id", columns.id, descending);
  const entries = [...asked.values()];
  const report = entries.length === 0 ? [byId.report] : entries.map((entry) => entry.report);
  const hasId = entries.some(({ column }) => column === byId.column);
  return { sorting: hasId ? entries : [...entries, byId], report };
};
