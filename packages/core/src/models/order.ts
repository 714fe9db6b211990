/** Smallest first (`ASC`) or largest first (`DESC`). */
export type Direction = "ASC" | "DESC";

/** One sort criterion. */
export interface Order<Property extends string = string> {
  /** Field to sort by. Sorting by a private field needs USERS_ADMIN. */
  readonly property: Property;
  /** Default `ASC`. */
  readonly direction?: Direction | undefined;
}
