export { getOAuthToken } from "./contract/oauth.ts";
export {
  passwordReset,
  setPassword,
  startPasswordReset,
  submitPasswordReset,
} from "./contract/passwords.ts";
export { addUserTag, getUserTags, removeUserTag } from "./contract/tags.ts";
export {
  createUserTemplate,
  deleteUserTemplate,
  getUserTemplate,
  getUserTemplates,
  updateUserTemplate,
} from "./contract/templates.ts";
export { getUser, getUsers, registerUser, updateUser } from "./contract/users.ts";
