import * as codecs from "../compiled/codecs.ts";
import { TemplateAlreadyExists, TemplateInUse, TemplateNotFound } from "../errors/errors.ts";
import type { DeleteUserTemplateOptions } from "../models/deleteUserTemplateOptions.ts";
import type { UserTemplateInput, UserTemplateUpdate } from "../models/template.ts";
import type { UserTemplateSearch } from "../models/templateSearch.ts";
import { endpoint } from "./endpoint.ts";

/**
 * Creates a user template: a named set of property definitions. Needs TEMPLATE_ADMIN.
 *
 * Fails with `TemplateAlreadyExists`, or with an error that every call can have. Retried only if the
 * API certainly did not process it: a second request could create a second template.
 *
 * KnetikCloud Users API: `POST /users/templates`.
 */
export const createUserTemplate = endpoint({
  name: "createUserTemplate",
  operation: "create_user_template",
  summary: "Create a user template",
  method: "POST",
  resource: "templates",
  path: "/users/templates",
  body: { codec: codecs.UserTemplateInput, format: "json" },
  args: ["template"],
  input: (template: UserTemplateInput) => ({ body: template }),
  success: codecs.UserTemplate,
  successStatus: 201,
  failures: [TemplateAlreadyExists],
  auth: "required",
  access: { roles: ["TEMPLATE_ADMIN"] },
  retry: "non-idempotent",
  invalidates: ["getUserTemplates"],
});

/**
 * Reads one user template. Needs TEMPLATE_ADMIN or USERS_ADMIN.
 *
 * Fails with `TemplateNotFound`, or with an error that every call can have.
 *
 * KnetikCloud Users API: `GET /users/templates/{id}`.
 */
export const getUserTemplate = endpoint({
  name: "getUserTemplate",
  operation: "get_user_template",
  summary: "Get a single user template",
  method: "GET",
  resource: "templates",
  subject: { kind: "template", param: "id" },
  path: "/users/templates/{id}",
  params: { id: codecs.Id },
  args: ["id"],
  input: (id: string) => ({ params: { id } }),
  success: codecs.UserTemplate,
  successStatus: 200,
  failures: [TemplateNotFound],
  auth: "required",
  access: { roles: ["TEMPLATE_ADMIN", "USERS_ADMIN"] },
  retry: "safe",
  invalidates: [],
});

/**
 * Reads one page of the user templates: 25 by default. `all.getUserTemplates` and
 * `pages.getUserTemplates` read all pages. Needs TEMPLATE_ADMIN or USERS_ADMIN.
 *
 * Fails only with the errors that every call can have.
 *
 * KnetikCloud Users API: `GET /users/templates`.
 */
export const getUserTemplates = endpoint({
  name: "getUserTemplates",
  operation: "get_user_templates",
  summary: "List and search user templates",
  method: "GET",
  resource: "templates",
  path: "/users/templates",
  query: { codec: codecs.UserTemplateSearch },
  args: ["search"],
  input: (search?: UserTemplateSearch) => ({ query: search ?? {} }),
  success: codecs.UserTemplatePage,
  successStatus: 200,
  isPage: true,
  failures: [],
  auth: "required",
  access: { roles: ["TEMPLATE_ADMIN", "USERS_ADMIN"] },
  retry: "safe",
  invalidates: [],
});

/**
 * Updates a user template. Omitted fields keep their values. Needs TEMPLATE_ADMIN.
 *
 * Fails with `TemplateNotFound` or `TemplateAlreadyExists`, or with an error that every call can
 * have.
 *
 * KnetikCloud Users API: `PUT /users/templates/{id}`.
 */
export const updateUserTemplate = endpoint({
  name: "updateUserTemplate",
  operation: "update_user_template",
  summary: "Update a user template",
  method: "PUT",
  resource: "templates",
  subject: { kind: "template", param: "id" },
  path: "/users/templates/{id}",
  params: { id: codecs.Id },
  body: { codec: codecs.UserTemplateUpdate, format: "json" },
  args: ["id", "changes"],
  input: (id: string, changes: UserTemplateUpdate) => ({ params: { id }, body: changes }),
  success: codecs.UserTemplate,
  successStatus: 200,
  failures: [TemplateNotFound, TemplateAlreadyExists],
  auth: "required",
  access: { roles: ["TEMPLATE_ADMIN"] },
  retry: "idempotent",
  invalidates: ["getUserTemplate", "getUserTemplates"],
});

/**
 * Deletes a user template. One in use needs `{ cascade: "detach" }`, which removes it from its
 * users. Needs TEMPLATE_ADMIN.
 *
 * Fails with `TemplateNotFound` or `TemplateInUse`, or with an error that every call can have.
 *
 * KnetikCloud Users API: `DELETE /users/templates/{id}`.
 */
export const deleteUserTemplate = endpoint({
  name: "deleteUserTemplate",
  operation: "delete_user_template",
  summary: "Delete a user template",
  method: "DELETE",
  resource: "templates",
  subject: { kind: "template", param: "id" },
  path: "/users/templates/{id}",
  params: { id: codecs.Id },
  query: { codec: codecs.DeleteUserTemplateOptions },
  args: ["id", "options"],
  input: (id: string, options?: DeleteUserTemplateOptions) => ({
    params: { id },
    query: options ?? {},
  }),
  successStatus: 204,
  failures: [TemplateNotFound, TemplateInUse],
  auth: "required",
  access: { roles: ["TEMPLATE_ADMIN"] },
  retry: "idempotent",
  invalidates: ["getUserTemplate", "getUserTemplates", "getUser"],
});
