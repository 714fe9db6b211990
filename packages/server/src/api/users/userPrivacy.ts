import { publicFieldsOf, UserFilterSchema } from "@knetik-users/core/effect";
import { publicSummaryFields } from "../repositories/userRecord.ts";

const publicFilters = publicFieldsOf(UserFilterSchema);

/**
 * Checks whether only a USERS_ADMIN may use the filter. Others could guess a private field with it.
 */
export const isPrivateFilter = (name: string): boolean => !publicFilters.has(name);

/** Checks whether only a USERS_ADMIN may sort by the property. */
export const isPrivateProperty = (name: string): boolean => !publicSummaryFields.has(name);
