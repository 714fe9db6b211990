import type { UserSearch } from "@knetik-users/core";

/** The sort order. */
export interface Sorting {
  readonly property: NonNullable<UserSearch["order"]>[number]["property"];
  readonly descending: boolean;
}
