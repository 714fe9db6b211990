import type { UserRef, UserRegistration, UserUpdate } from "@knetik-users/core";
import { addUserTag, registerUser, removeUserTag, updateUser } from "@knetik-users/core/endpoints";
import { showProfile } from "../optimistic/profile.ts";
import { hideRemovedTag, showAddedTag, type TagVariables } from "../optimistic/tags.ts";
import { makeWrite } from "./useWrite.ts";
import { defineWrite, writeOptions } from "./writeOptions.ts";

const register = defineWrite<"registerUser", UserRegistration>(registerUser, (user) => [user]);
/** Registers a user: `mutate({ username, email, password })`. */
export const useRegisterUser = makeWrite("useRegisterUser", register);
export const registerUserMutationOptions = writeOptions(register);

/** Whom {@link useUpdateUser} changes, and what. */
export interface UpdateUserVariables {
  readonly id: UserRef;
  /** A field left out stays as it is, `null` clears it. */
  readonly changes: UserUpdate;
}
const update = defineWrite<"updateUser", UpdateUserVariables>(
  updateUser,
  ({ id, changes }) => [id, changes],
  showProfile,
);
/** Changes a user, at once on the screen: `mutate({ id, changes: { displayName } })`. */
export const useUpdateUser = makeWrite("useUpdateUser", update);
export const updateUserMutationOptions = writeOptions(update);

const addTag = defineWrite<"addUserTag", TagVariables>(
  addUserTag,
  ({ userId, tag }) => [userId, tag],
  showAddedTag,
);
/** Adds a tag to a user, at once on the screen: `mutate({ userId, tag })`. */
export const useAddUserTag = makeWrite("useAddUserTag", addTag);
export const addUserTagMutationOptions = writeOptions(addTag);

const removeTag = defineWrite<"removeUserTag", TagVariables>(
  removeUserTag,
  ({ userId, tag }) => [userId, tag],
  hideRemovedTag,
);
/** Removes a tag from a user, at once on the screen: `mutate({ userId, tag })`. */
export const useRemoveUserTag = makeWrite("useRemoveUserTag", removeTag);
export const removeUserTagMutationOptions = writeOptions(removeTag);
