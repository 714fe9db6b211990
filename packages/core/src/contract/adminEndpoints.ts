import * as adminCodecs from "../compiled/adminCodecs.ts";
import { UserId } from "../compiled/codecs.ts";
import { UserNotFound } from "../errors/errors.ts";
import type { AuditSearch, UserQuery } from "../models/administration.ts";
import { endpoint } from "./endpoint.ts";

/**
 * Finds users by the beginning of any of their names or of the e-mail address, ignoring case and
 * accents: `garcia` finds García. A first name and the beginning of a last name work, too. Needs
 * USERS_ADMIN.
 *
 * Fails only with the errors that every call can have.
 *
 * This project's server: `GET /_admin/users`.
 */
export const findUsers = endpoint({
  name: "findUsers",
  operation: "find_users",
  summary: "Find users by any name",
  method: "GET",
  resource: "users",
  path: "/_admin/users",
  query: { codec: adminCodecs.UserQuery },
  args: ["query"],
  input: (query: UserQuery) => ({ query }),
  success: adminCodecs.FoundUsers,
  successStatus: 200,
  failures: [],
  auth: "required",
  access: { roles: ["USERS_ADMIN"] },
  retry: "safe",
  invalidates: [],
});

/**
 * Reads the state of a user's account: whether it is disabled or locked, its roles and sign-ins, and
 * the version of its data. Needs USERS_ADMIN.
 *
 * Fails with `UserNotFound`, or with an error that every call can have.
 *
 * This project's server: `GET /_admin/users/{id}`.
 */
export const getAccount = endpoint({
  name: "getAccount",
  operation: "get_account",
  summary: "Get the state of a user's account",
  method: "GET",
  resource: "users",
  subject: { kind: "user", param: "id" },
  path: "/_admin/users/{id}",
  params: { id: UserId },
  args: ["id"],
  input: (id: number) => ({ params: { id } }),
  success: adminCodecs.Account,
  successStatus: 200,
  failures: [UserNotFound],
  auth: "required",
  access: { roles: ["USERS_ADMIN"] },
  retry: "safe",
  invalidates: [],
});

/**
 * Deletes a user with everything that belongs to it; not your own. It cannot be undone. Needs
 * USERS_ADMIN.
 *
 * Fails with `UserNotFound`, or with an error that every call can have. Retried only if the API
 * certainly did not process it: a second request would report a false `UserNotFound`.
 *
 * This project's server: `DELETE /_admin/users/{id}`.
 */
export const deleteUser = endpoint({
  name: "deleteUser",
  operation: "delete_user",
  summary: "Delete a user",
  method: "DELETE",
  resource: "users",
  subject: { kind: "user", param: "id" },
  path: "/_admin/users/{id}",
  params: { id: UserId },
  args: ["id"],
  input: (id: number) => ({ params: { id } }),
  successStatus: 204,
  failures: [UserNotFound],
  auth: "required",
  access: { roles: ["USERS_ADMIN"] },
  retry: "non-idempotent",
  invalidates: ["getUser", "getUsers", "getUserTags"],
});

/**
 * Reads everything that is stored about a user, except hashes of secrets. The access is recorded in the
 * audit trail. Needs USERS_ADMIN.
 *
 * Fails with `UserNotFound`, or with an error that every call can have.
 *
 * This project's server: `GET /_admin/users/{id}/export`.
 */
export const exportUser = endpoint({
  name: "exportUser",
  operation: "export_user",
  summary: "Export what is stored about a user",
  method: "GET",
  resource: "users",
  subject: { kind: "user", param: "id" },
  path: "/_admin/users/{id}/export",
  params: { id: UserId },
  args: ["id"],
  input: (id: number) => ({ params: { id } }),
  success: adminCodecs.UserExport,
  successStatus: 200,
  failures: [UserNotFound],
  auth: "required",
  access: { roles: ["USERS_ADMIN"] },
  retry: "safe",
  invalidates: [],
});

/**
 * Erases the personal data of a user and disables it; not your own. The id stays, for data elsewhere
 * that refers to it. It cannot be undone. Needs USERS_ADMIN.
 *
 * Fails with `UserNotFound`, or with an error that every call can have.
 *
 * This project's server: `POST /_admin/users/{id}/anonymize`.
 */
export const anonymizeUser = endpoint({
  name: "anonymizeUser",
  operation: "anonymize_user",
  summary: "Erase the personal data of a user",
  method: "POST",
  resource: "users",
  subject: { kind: "user", param: "id" },
  path: "/_admin/users/{id}/anonymize",
  params: { id: UserId },
  args: ["id"],
  input: (id: number) => ({ params: { id } }),
  successStatus: 204,
  failures: [UserNotFound],
  auth: "required",
  access: { roles: ["USERS_ADMIN"] },
  retry: "idempotent",
  invalidates: ["getUser", "getUsers", "getUserTags"],
});

/**
 * Keeps a user from signing in and ends all of its sessions; not your own. Needs USERS_ADMIN.
 *
 * Fails with `UserNotFound`, or with an error that every call can have.
 *
 * This project's server: `POST /_admin/users/{id}/disable`.
 */
export const disableUser = endpoint({
  name: "disableUser",
  operation: "disable_user",
  summary: "Keep a user from signing in",
  method: "POST",
  resource: "users",
  subject: { kind: "user", param: "id" },
  path: "/_admin/users/{id}/disable",
  params: { id: UserId },
  args: ["id"],
  input: (id: number) => ({ params: { id } }),
  successStatus: 204,
  failures: [UserNotFound],
  auth: "required",
  access: { roles: ["USERS_ADMIN"] },
  retry: "idempotent",
  invalidates: [],
});

/**
 * Lets a disabled user sign in again. Does nothing if the user is not disabled. Needs USERS_ADMIN.
 *
 * Fails with `UserNotFound`, or with an error that every call can have.
 *
 * This project's server: `POST /_admin/users/{id}/enable`.
 */
export const enableUser = endpoint({
  name: "enableUser",
  operation: "enable_user",
  summary: "Let a disabled user sign in again",
  method: "POST",
  resource: "users",
  subject: { kind: "user", param: "id" },
  path: "/_admin/users/{id}/enable",
  params: { id: UserId },
  args: ["id"],
  input: (id: number) => ({ params: { id } }),
  successStatus: 204,
  failures: [UserNotFound],
  auth: "required",
  access: { roles: ["USERS_ADMIN"] },
  retry: "idempotent",
  invalidates: [],
});

/**
 * Reads one page of the audit trail of a user, newest first: what the user did, and what was done to it.
 * Entries of a deleted user are kept. Needs USERS_ADMIN.
 *
 * Fails only with the errors that every call can have.
 *
 * This project's server: `GET /_admin/audit`.
 */
export const getAuditRecords = endpoint({
  name: "getAuditRecords",
  operation: "get_audit_records",
  summary: "List the audit trail of a user",
  method: "GET",
  resource: "users",
  path: "/_admin/audit",
  query: { codec: adminCodecs.AuditSearch },
  args: ["search"],
  input: (search: AuditSearch) => ({ query: search }),
  success: adminCodecs.AuditPage,
  successStatus: 200,
  isPage: true,
  failures: [],
  auth: "required",
  access: { roles: ["USERS_ADMIN"] },
  retry: "safe",
  invalidates: [],
});

/**
 * Reads counts of users and sign-ins for a start page. Needs USERS_ADMIN.
 *
 * Fails only with the errors that every call can have.
 *
 * This project's server: `GET /_admin/statistics`.
 */
export const getStatistics = endpoint({
  name: "getStatistics",
  operation: "get_statistics",
  summary: "Get counts of users and sign-ins",
  method: "GET",
  resource: "users",
  path: "/_admin/statistics",
  args: [],
  input: () => ({}),
  success: adminCodecs.Statistics,
  successStatus: 200,
  failures: [],
  auth: "required",
  access: { roles: ["USERS_ADMIN"] },
  retry: "safe",
  invalidates: [],
});

/**
 * Reads how many users have each template, by its id. Templates without users are listed, too. Needs
 * USERS_ADMIN or TEMPLATE_ADMIN.
 *
 * Fails only with the errors that every call can have.
 *
 * This project's server: `GET /_admin/templates`.
 */
export const getTemplateUsage = endpoint({
  name: "getTemplateUsage",
  operation: "get_template_usage",
  summary: "Count the users of each template",
  method: "GET",
  resource: "templates",
  path: "/_admin/templates",
  args: [],
  input: () => ({}),
  success: adminCodecs.TemplateUsages,
  successStatus: 200,
  failures: [],
  auth: "required",
  access: { roles: ["USERS_ADMIN", "TEMPLATE_ADMIN"] },
  retry: "safe",
  invalidates: [],
});
