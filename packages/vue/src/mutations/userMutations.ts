import type { UserRef, UserRegistration, UserUpdate } from "@knetik-users/core";
import { addUserTag, registerUser, removeUserTag, updateUser } from "@knetik-users/core/endpoints";
import type { RouteParam } from "../cache/givenIds.ts";
import { showUserChanges } from "../cache/optimisticProfile.ts";
import { hideRemovedTag, showAddedTag, type TagVariables } from "../cache/optimisticTags.ts";
import { makeMutation } from "./makeMutation.ts";
import { defineMutation, makeMutationOptions } from "./mutationOptions.ts";

const register = defineMutation<"registerUser", UserRegistration>(registerUser, (user) => [user]);
/** Registers a user: `mutate({ username, email, password })`. */
export const useRegisterUser = makeMutation("useRegisterUser", register);
export const registerUserMutationOptions = makeMutationOptions(register);

/** Whom {@link useUpdateUser} changes, and what. */
export interface UpdateUserVariables {
  readonly id: UserRef | RouteParam;
  /** A field left out stays as it is, `null` clears it. */
  readonly changes: UserUpdate;
}
const update = defineMutation<"updateUser", UpdateUserVariables>(
  updateUser,
  ({ id, changes }) => [id, changes],
  showUserChanges,
);
/** Changes a user, at once on the screen: `mutate({ id, changes: { displayName } })`. */
export const useUpdateUser = makeMutation("useUpdateUser", update);
export const updateUserMutationOptions = makeMutationOptions(update);

const addTag = defineMutation<"addUserTag", TagVariables>(
  addUserTag,
  ({ userId, tag }) => [userId, tag],
  showAddedTag,
);
/** Adds a tag to a user, at once on the screen: `mutate({ userId, tag })`. */
export const useAddUserTag = makeMutation("useAddUserTag", addTag);
export const addUserTagMutationOptions = makeMutationOptions(addTag);

const removeTag = defineMutation<"removeUserTag", TagVariables>(
  removeUserTag,
  ({ userId, tag }) => [userId, tag],
  hideRemovedTag,
);
/** Removes a tag from a user, at once on the screen: `mutate({ userId, tag })`. */
export const useRemoveUserTag = makeMutation("useRemoveUserTag", removeTag);
export const removeUserTagMutationOptions = makeMutationOptions(removeTag);
