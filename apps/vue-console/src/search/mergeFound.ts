import type { UserSummary } from "@knetik-users/core";
import type { FilterTexts } from "../users/searchQuery.ts";

/** What one search found. */
export interface Found {
  readonly filters: FilterTexts;
  readonly users: ReadonlyArray<UserSummary>;
  /** Matches on all pages, if it is known. */
  readonly total: number | undefined;
}

/** A user and the searches that found them. */
export interface FoundUser {
  readonly user: UserSummary;
  readonly matched: ReadonlyArray<FilterTexts>;
}

/** Each user once, those of the most specific search first. */
export const mergeFound = (found: ReadonlyArray<Found>): ReadonlyArray<FoundUser> => {
  const byId = new Map<number, { user: UserSummary; matched: Array<FilterTexts> }>();
  for (const { filters, users } of found) {
    for (const user of users) {
      const known = byId.get(user.id);
      if (known === undefined) byId.set(user.id, { user, matched: [filters] });
      else known.matched.push(filters);
    }
  }
  return [...byId.values()];
};
