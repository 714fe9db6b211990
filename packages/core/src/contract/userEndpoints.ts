import * as codecs from "../compiled/codecs.ts";
import { UserAlreadyExists, UserNotFound } from "../errors/errors.ts";
import type { UserRef } from "../models/identifiers.ts";
import type { UserRegistration, UserUpdate } from "../models/user.ts";
import { userFilterParameters } from "../models/userFilterParameters.ts";
import type { UserSearch } from "../models/userSearch.ts";
import { endpoint } from "./endpoint.ts";

/**
 * Reads one user, or `"me"`: the user of the access token. Anyone may call it, but the private
 * fields need USERS_ADMIN or the user's own token.
 *
 * Fails with `UserNotFound`, or with an error that every call can have.
 *
 * KnetikCloud Users API: `GET /users/{id}`.
 */
export const getUser = endpoint({
  name: "getUser",
  operation: "get_user",
  summary: "Get a single user",
  method: "GET",
  resource: "users",
  subject: { kind: "user", param: "id" },
  path: "/users/{id}",
  params: { id: codecs.UserRef },
  args: ["id"],
  input: (id: UserRef) => ({ params: { id } }),
  success: codecs.User,
  successStatus: 200,
  failures: [UserNotFound],
  auth: "optional",
  access: "anyone",
  retry: "safe",
  invalidates: [],
});

/**
 * Reads one page of the users that match all filters: 25 by default. `all.getUsers` and
 * `pages.getUsers` read all pages. Anyone may call it, but the private fields and filters need
 * USERS_ADMIN.
 *
 * Fails only with the errors that every call can have.
 *
 * KnetikCloud Users API: `GET /users`.
 */
export const getUsers = endpoint({
  name: "getUsers",
  operation: "get_users",
  summary: "List and search users",
  method: "GET",
  resource: "users",
  subjects: { kind: "user", filter: "ids" },
  path: "/users",
  query: { codec: codecs.UserSearch, filters: userFilterParameters },
  args: ["search"],
  input: (search?: UserSearch) => ({ query: search ?? {} }),
  success: codecs.UserPage,
  successStatus: 200,
  isPage: true,
  failures: [],
  auth: "optional",
  access: "anyone",
  retry: "safe",
  invalidates: [],
});

/**
 * Registers a new user. Anyone may call it, but only a USERS_ADMIN may set `tags`.
 *
 * Fails with `UserAlreadyExists`, or with an error that every call can have. Retried only if the API
 * certainly did not process it: a second request would report a false `UserAlreadyExists`.
 *
 * KnetikCloud Users API: `POST /users`.
 */
export const registerUser = endpoint({
  name: "registerUser",
  operation: "register_user",
  summary: "Register a new user",
  method: "POST",
  resource: "users",
  path: "/users",
  body: { codec: codecs.UserRegistration, format: "json" },
  args: ["user"],
  input: (user: UserRegistration) => ({ body: user }),
  success: codecs.User,
  successStatus: 200,
  failures: [UserAlreadyExists],
  auth: "optional",
  access: "anyone",
  retry: "non-idempotent",
  invalidates: ["getUsers"],
});

/**
 * Updates a user. Omitted fields keep their values, `null` clears a field. Use `setPassword` for the
 * password. Needs USERS_ADMIN or the user's own token.
 *
 * Fails with `UserNotFound` or `UserAlreadyExists`, or with an error that every call can have.
 *
 * KnetikCloud Users API: `PUT /users/{id}`.
 */
export const updateUser = endpoint({
  name: "updateUser",
  operation: "update_user",
  summary: "Update a user",
  method: "PUT",
  resource: "users",
  subject: { kind: "user", param: "id" },
  path: "/users/{id}",
  params: { id: codecs.UserRef },
  body: { codec: codecs.UserUpdate, format: "json" },
  args: ["id", "changes"],
  input: (id: UserRef, changes: UserUpdate) => ({ params: { id }, body: changes }),
  successStatus: 204,
  failures: [UserNotFound, UserAlreadyExists],
  auth: "required",
  access: { roles: ["USERS_ADMIN"], orOwner: true },
  retry: "idempotent",
  invalidates: ["getUser", "getUsers", "getUserTags"],
});
