import type {
  DeleteUserTemplateOptions,
  UserTemplateInput,
  UserTemplateUpdate,
} from "@knetik-users/core";
import {
  createUserTemplate,
  deleteUserTemplate,
  updateUserTemplate,
} from "@knetik-users/core/endpoints";
import { makeWrite } from "./useWrite.ts";
import { defineWrite, writeOptions } from "./writeOptions.ts";

const create = defineWrite<"createUserTemplate", UserTemplateInput>(
  createUserTemplate,
  (template) => [template],
);
/** Creates a user template: `mutate({ name, properties })`. */
export const useCreateUserTemplate = makeWrite("useCreateUserTemplate", create);
export const createUserTemplateMutationOptions = writeOptions(create);

/** Which template {@link useUpdateUserTemplate} changes, and how. */
export interface UpdateUserTemplateVariables {
  readonly id: string;
  /** A field left out stays as it is. */
  readonly changes: UserTemplateUpdate;
}
const update = defineWrite<"updateUserTemplate", UpdateUserTemplateVariables>(
  updateUserTemplate,
  ({ id, changes }) => [id, changes],
);
/** Changes a user template: `mutate({ id, changes })`. */
export const useUpdateUserTemplate = makeWrite("useUpdateUserTemplate", update);
export const updateUserTemplateMutationOptions = writeOptions(update);

/** Which template {@link useDeleteUserTemplate} deletes; `cascade: "detach"` lets go of its users. */
export interface DeleteUserTemplateVariables extends DeleteUserTemplateOptions {
  readonly id: string;
}
const remove = defineWrite<"deleteUserTemplate", DeleteUserTemplateVariables>(
  deleteUserTemplate,
  ({ id, ...options }) => [id, options],
);
/** Deletes a user template: `mutate({ id })`; one in use only with `cascade: "detach"`. */
export const useDeleteUserTemplate = makeWrite("useDeleteUserTemplate", remove);
export const deleteUserTemplateMutationOptions = writeOptions(remove);
