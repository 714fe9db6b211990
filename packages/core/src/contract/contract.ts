import { getOAuthToken } from "./oauth.ts";
import {
  passwordReset,
  setPassword,
  startPasswordReset,
  submitPasswordReset,
} from "./passwords.ts";
import { addUserTag, getUserTags, removeUserTag } from "./tags.ts";
import {
  createUserTemplate,
  deleteUserTemplate,
  getUserTemplate,
  getUserTemplates,
  updateUserTemplate,
} from "./templates.ts";
import { getUser, getUsers, registerUser, updateUser } from "./users.ts";

/**
 * The API: its sixteen endpoints and the token endpoint. The client's methods, the adapters and
 * the server's routes are derived from this value; endpoint seventeen is one more entry.
 */
export const contract = {
  addUserTag,
  createUserTemplate,
  deleteUserTemplate,
  getUser,
  getUserTags,
  getUserTemplate,
  getUserTemplates,
  getUsers,
  passwordReset,
  registerUser,
  removeUserTag,
  setPassword,
  startPasswordReset,
  submitPasswordReset,
  updateUser,
  updateUserTemplate,
  getOAuthToken,
} as const;

export type Contract = typeof contract;
/** Name of an operation, such as `"getUser"`. */
export type OperationName = keyof Contract;
