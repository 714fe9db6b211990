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

/** Reads one user, or `"me"`. Only the user and a USERS_ADMIN get the private fields. */
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

/** Reads one page of the users that match all filters. `size` defaults to 25. */
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

/** Registers a new user. Not retried unless the request provably never reached the API. */
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

/** Updates a user. Omitted fields keep their values, `null` clears a field. */
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
