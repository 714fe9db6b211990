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
import type { RouteParam } from "../cache/givenIds.ts";
import { makeMutation } from "./makeMutation.ts";
import { defineMutation, makeMutationOptions } from "./mutationOptions.ts";

const create = defineMutation<"createUserTemplate", UserTemplateInput>(
  createUserTemplate,
  (template) => [template],
);
/** Creates a user template: `mutate({ name, properties })`. */
export const useCreateUserTemplate = makeMutation("useCreateUserTemplate", create);
export const createUserTemplateMutationOptions = makeMutationOptions(create);

/** Which template {@link useUpdateUserTemplate} changes, and how. */
export interface UpdateUserTemplateVariables {
  readonly id: RouteParam;
  /** A field left out stays as it is. */
  readonly changes: UserTemplateUpdate;
}
const update = defineMutation<"updateUserTemplate", UpdateUserTemplateVariables>(
  updateUserTemplate,
  ({ id, changes }) => [id, changes],
);
/** Changes a user template: `mutate({ id, changes })`. */
export const useUpdateUserTemplate = makeMutation("useUpdateUserTemplate", update);
export const updateUserTemplateMutationOptions = makeMutationOptions(update);

/** Which template {@link useDeleteUserTemplate} deletes; `cascade: "detach"` lets go of its users. */
export interface DeleteUserTemplateVariables extends DeleteUserTemplateOptions {
  readonly id: RouteParam;
}
const remove = defineMutation<"deleteUserTemplate", DeleteUserTemplateVariables>(
  deleteUserTemplate,
  ({ id, ...options }) => [id, options],
);
/** Deletes a user template: `mutate({ id })`; one in use only with `cascade: "detach"`. */
export const useDeleteUserTemplate = makeMutation("useDeleteUserTemplate", remove);
export const deleteUserTemplateMutationOptions = makeMutationOptions(remove);
