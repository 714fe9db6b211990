import { type Column, columns } from "./columns.ts";

export type ColumnName = Column["property"];
export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

/** The columns of the users table besides the name, and the height of its rows. */
export interface TableLook {
  readonly columns: ReadonlyArray<ColumnName>;
  readonly density: Density;
}

export const defaultLook: TableLook = {
  columns: columns.filter(({ isExtra = false }) => !isExtra).map(({ property }) => property),
  density: "comfortable",
};

/** The known columns among some names, in the order of the table. */
export const knownColumns = (names: ReadonlyArray<unknown>): ReadonlyArray<ColumnName> =>
  columns.map(({ property }) => property).filter((property) => names.includes(property));

/** The columns of a URL: `username,email`, or `none`. `undefined` if it has none that are known. */
export const readColumns = (text: unknown): ReadonlyArray<ColumnName> | undefined => {
  if (text === "none") return [];
  if (typeof text !== "string") return undefined;
  const known = knownColumns(text.split(","));
  return known.length === 0 ? undefined : known;
};

export const columnsText = (names: ReadonlyArray<ColumnName>): string =>
  names.length === 0 ? "none" : names.join(",");

/** A stored look. What cannot be read is the default. */
export const readLook = (kept: unknown): TableLook => {
  const { columns, density } = (kept ?? {}) as {
    readonly columns?: unknown;
    readonly density?: unknown;
  };
  return {
    columns: Array.isArray(columns) ? knownColumns(columns) : defaultLook.columns,
    density: densities.find((known) => known === density) ?? defaultLook.density,
  };
};
