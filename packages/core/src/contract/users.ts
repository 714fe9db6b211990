import { UserAlreadyExists, UserNotFound } from "../errors/errors.ts";
import { type UserRef, UserRefSchema } from "../model/identifiers.ts";
import { type Page, PageSchema } from "../model/page.ts";
import {
  type User,
  UserSchema,
  type UserRegistration,
  UserRegistrationSchema,
  type UserSummary,
  UserSummarySchema,
  type UserUpdate,
  UserUpdateSchema,
} from "../model/user.ts";
import { userFilterParameters, type UserSearch, UserSearchSchema } from "../model/userSearch.ts";
import { answers, endpoint } from "./endpoint.ts";

/** Reads one user, or `"me"`. Private fields are included for the user itself and a USERS_ADMIN. */
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
  success: answers<User>(UserSchema),
  successStatus: 200,
  failures: [UserNotFound],
  auth: "optional",
  access: "anyone",
  retry: "read",
  invalidates: [],
});

/** Reads one page of the users that match every given filter; 25 rows when `size` is left out. */
export const getUsers = endpoint({
  name: "getUsers",
  operation: "get_users",
  summary: "List and search users",
  method: "GET",
  resource: "users",
  path: "/users",
  query: { schema: UserSearchSchema, filters: userFilterParameters },
  args: ["search"],
  input: (search?: UserSearch) => ({ query: search ?? {} }),
  success: answers<Page<UserSummary>>(PageSchema(UserSummarySchema)),
  successStatus: 200,
  row: answers<UserSummary>(UserSummarySchema),
  failures: [],
  auth: "optional",
  access: "anyone",
  retry: "read",
  invalidates: [],
});

/** Registers a new user. Not repeated unless it provably never reached the API. */
export const registerUser = endpoint({
  name: "registerUser",
  operation: "register_user",
  summary: "Register a new user",
  method: "POST",
  resource: "users",
  path: "/users",
  body: { schema: UserRegistrationSchema, format: "json" },
  args: ["user"],
  input: (user: UserRegistration) => ({ body: user }),
  success: answers<User>(UserSchema),
  successStatus: 200,
  failures: [UserAlreadyExists],
  auth: "optional",
  access: "anyone",
  retry: "once",
  invalidates: ["getUsers"],
});

/** Updates a user: fields left out stay, `null` clears. Passwords have their own methods. */
export const updateUser = endpoint({
  name: "updateUser",
  operation: "update_user",
  summary: "Update a user",
  method: "PUT",
  resource: "users",
  subject: { kind: "user", param: "id" },
  path: "/users/{id}",
  params: { id: UserRefSchema },
  body: { schema: UserUpdateSchema, format: "json" },
  args: ["id", "changes"],
  input: (id: UserRef, changes: UserUpdate) => ({ params: { id }, body: changes }),
  successStatus: 204,
  failures: [UserNotFound, UserAlreadyExists],
  auth: "required",
  access: { roles: ["USERS_ADMIN"], orOwner: true },
  retry: "repeatable",
  invalidates: ["getUser", "getUsers", "getUserTags"],
});
