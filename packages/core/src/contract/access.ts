/** Roles that the API grants to users and clients. */
export const roles = ["USERS_ADMIN", "TEMPLATE_ADMIN"] as const;
export type Role = (typeof roles)[number];

/**
 * Callers that an endpoint allows: anyone, or those with one of these roles, or the
 * user that the call is about.
 */
export type Access =
  | "anyone"
  | {
      /** A caller needs one of them. */
      readonly roles: readonly [Role, ...ReadonlyArray<Role>];
      /** Also allows the user that the call is about. */
      readonly orOwner?: true;
    };
