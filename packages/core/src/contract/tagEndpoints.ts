import * as codecs from "../compiled/codecs.ts";
import { UserNotFound } from "../errors/errors.ts";
import { endpoint } from "./endpoint.ts";

/**
 * Adds a tag of 1 to 64 characters to a user. Adding an existing tag changes nothing. Needs
 * USERS_ADMIN.
 *
 * Fails with `UserNotFound`, or with an error that every call can have.
 *
 * KnetikCloud Users API: `POST /users/{user_id}/tags`.
 */
export const addUserTag = endpoint({
  name: "addUserTag",
  operation: "add_user_tag",
  summary: "Add a tag to a user",
  method: "POST",
  resource: "tags",
  subject: { kind: "user", param: "user_id" },
  path: "/users/{user_id}/tags",
  params: { user_id: codecs.UserId },
  body: { codec: codecs.Tag, format: "wrapped", field: "tag" },
  args: ["userId", "tag"],
  input: (userId: number, tag: string) => ({ params: { user_id: userId }, body: tag }),
  successStatus: 204,
  failures: [UserNotFound],
  auth: "required",
  access: { roles: ["USERS_ADMIN"] },
  retry: "idempotent",
  invalidates: ["getUserTags", "getUser", { read: "getUsers", filter: "tag" }],
});

/**
 * Lists the tags of a user. Needs USERS_ADMIN.
 *
 * Fails with `UserNotFound`, or with an error that every call can have.
 *
 * KnetikCloud Users API: `GET /users/{user_id}/tags`.
 */
export const getUserTags = endpoint({
  name: "getUserTags",
  operation: "get_user_tags",
  summary: "List tags for a user",
  method: "GET",
  resource: "tags",
  subject: { kind: "user", param: "user_id" },
  path: "/users/{user_id}/tags",
  params: { user_id: codecs.UserId },
  args: ["userId"],
  input: (userId: number) => ({ params: { user_id: userId } }),
  success: codecs.Tags,
  successStatus: 200,
  failures: [UserNotFound],
  auth: "required",
  access: { roles: ["USERS_ADMIN"] },
  retry: "safe",
  invalidates: [],
});

/**
 * Removes a tag from a user. Removing a missing tag changes nothing. Needs USERS_ADMIN.
 *
 * Fails with `UserNotFound`, or with an error that every call can have.
 *
 * KnetikCloud Users API: `DELETE /users/{user_id}/tags/{tag}`.
 */
export const removeUserTag = endpoint({
  name: "removeUserTag",
  operation: "remove_user_tag",
  summary: "Remove a tag from a user",
  method: "DELETE",
  resource: "tags",
  subject: { kind: "user", param: "user_id" },
  path: "/users/{user_id}/tags/{tag}",
  params: { user_id: codecs.UserId, tag: codecs.Tag },
  args: ["userId", "tag"],
  input: (userId: number, tag: string) => ({ params: { user_id: userId, tag } }),
  successStatus: 204,
  failures: [UserNotFound],
  auth: "required",
  access: { roles: ["USERS_ADMIN"] },
  retry: "idempotent",
  invalidates: ["getUserTags", "getUser", { read: "getUsers", filter: "tag" }],
});
