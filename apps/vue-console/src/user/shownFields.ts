import type { UsersError } from "@knetik-users/core";

/** The fields of an error that belong to custom properties: their editors show them. */
export const shownFieldsOf = ({ issues }: Pick<UsersError, "issues">): ReadonlyArray<string> =>
  issues
    .map(({ field }) => field)
    .filter((field) => field === "template" || field.startsWith("additionalProperties."));
