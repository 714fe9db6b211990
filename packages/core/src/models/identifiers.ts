/** Id of a user, or `"me"` for the user the access token belongs to. */
export type UserRef = number | "me";
