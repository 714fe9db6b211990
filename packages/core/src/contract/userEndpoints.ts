import { UserAlreadyExists, UserNotFound } from "../errors/errors.ts";
import { type UserRef, UserRefSchema } from "../models/identifiers.ts";
import { type Page, PageSchema } from "../models/page.ts";
import {
  type User,
  UserSchema,
  type UserRegistration,
  UserRegistrationSchema,
  type UserSummary,
  UserSummarySchema,
  type UserUpdate,
  UserUpdateSchema,
} from "../models/user.ts";
import { userFilterParameters, type UserSearch, UserSearchSchema } from "../models/userSearch.ts";
import { endpoint, named } from "./endpoint.ts";

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
  params: { id: UserRefSchema },
  args: ["id"],
  input: (id: UserRef) => ({ params: { id } }),
  success: named<User>(UserSchema),
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
  path: "/users",
  query: { schema: named<UserSearch>(UserSearchSchema), filters: userFilterParameters },
  args: ["search"],
  input: (search?: UserSearch) => ({ query: search ?? {} }),
  success: named<Page<UserSummary>>(PageSchema(UserSummarySchema)),
  successStatus: 200,
  row: named<UserSummary>(UserSummarySchema),
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
  body: { schema: named<UserRegistration>(UserRegistrationSchema), format: "json" },
  args: ["user"],
  input: (user: UserRegistration) => ({ body: user }),
  success: named<User>(UserSchema),
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
  params: { id: UserRefSchema },
  body: { schema: named<UserUpdate>(UserUpdateSchema), format: "json" },
  args: ["id", "changes"],
  input: (id: UserRef, changes: UserUpdate) => ({ params: { id }, body: changes }),
  successStatus: 204,
  failures: [UserNotFound, UserAlreadyExists],
  auth: "required",
  access: { roles: ["USERS_ADMIN"], orOwner: true },
  retry: "idempotent",
  invalidates: ["getUser", "getUsers", "getUserTags"],
});
