import { type Order, type PageOrder, toSnakeCase } from "@knetik-users/core/effect";

/** A column to sort by, and what a page says of it. */
export interface Sorting<Column extends string> {
  readonly column: Column;
  readonly descending: boolean;
  /** Whether there are rows without a value; they come last. */
  readonly nullable: boolean;
  readonly report: PageOrder;
}

interface SortColumn<Column extends string> {
  readonly column: Column;
  readonly ignoreCase: boolean;
  readonly nullable: boolean;
}

/** Text is sorted by its key: without regard to case. */
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

/**
 * What to sort by, ending with the id: rows that are otherwise equal keep their places from one
 * page to the next.
 */
export const sortingOf = <Property extends string, Column extends string>(
  columns: { readonly [Name in Property | "id"]: SortColumn<Column> },
  order: ReadonlyArray<Order<Property>> | undefined,
): {
  readonly sorting: ReadonlyArray<Sorting<Column>>;
  readonly report: ReadonlyArray<PageOrder>;
} => {
  const asked = new Map<Property, Sorting<Column>>();
  for (const { property, direction } of order ?? []) {
    // Given again it changes nothing, and a database takes only so many.
    if (asked.has(property)) continue;
    asked.set(property, one(property, columns[property], direction === "DESC"));
  }
  // In the direction of what stands before it: an index read backwards gives this order, too.
  const descending = [...asked.values()].at(-1)?.descending ?? false;
  const byId = one("id", columns.id, descending);
  const entries = [...asked.values()];
  const report = entries.length === 0 ? [byId.report] : entries.map((entry) => entry.report);
  const hasId = entries.some(({ column }) => column === byId.column);
  return { sorting: hasId ? entries : [...entries, byId], report };
};
