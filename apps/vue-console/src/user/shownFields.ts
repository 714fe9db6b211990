import type { UsersError } from "@knetik-users/core";

/** Error fields of custom properties, which their editors show. */
export const shownFieldsOf = ({ issues }: Pick<UsersError, "issues">): ReadonlyArray<string> =>
  issues
    .map(({ field }) => field)
    .filter((field) => field === "template" || field.startsWith("additionalProperties."));
