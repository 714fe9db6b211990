/** The permissions of the API, which users and clients are given. */
export const roles = ["USERS_ADMIN", "TEMPLATE_ADMIN"] as const;
export type Role = (typeof roles)[number];

/**
 * Who may call an endpoint: anyone, or a caller with one of these roles; with `orOwner` also the user
 * that the call is about.
 */
export type Access =
  "anyone" | { readonly roles: readonly [Role, ...ReadonlyArray<Role>]; readonly orOwner?: true };
