import type { OperationName } from "../../src/index.ts";

/** The secrets a caller passes to an operation. */
export interface CallSecrets {
  readonly clientSecret: string;
  readonly password: string;
  readonly registeredPassword: string;
  readonly newPassword: string;
  readonly chosenPassword: string;
  readonly resetSecret: string;
}

/** Example arguments for each operation. */
export const argumentsOf = (
  secrets: CallSecrets,
): { readonly [Name in OperationName]: ReadonlyArray<unknown> } => ({
  addUserTag: [1, "vip"],
  createUserTemplate: [{ name: "Player" }],
  deleteUserTemplate: ["player", { cascade: "detach" }],
  getUser: ["me"],
  getUserTags: [1],
  getUserTemplate: ["player"],
  getUserTemplates: [{ size: 2 }],
  getUsers: [{ filter: { tag: "vip" }, size: 2 }],
  passwordReset: [1, { password: secrets.chosenPassword, secret: secrets.resetSecret }],
  registerUser: [
    { username: "ada", email: "ada@example.org", password: secrets.registeredPassword },
  ],
  removeUserTag: [1, "vip"],
  setPassword: [1, secrets.newPassword],
  startPasswordReset: [1],
  submitPasswordReset: [{ email: "ada@example.org" }],
  updateUser: [1, { displayName: "Ada" }],
  updateUserTemplate: ["player", { name: "Players" }],
  getOAuthToken: [
    {
      grantType: "password",
      clientId: "web",
      clientSecret: secrets.clientSecret,
      username: "ada",
      password: secrets.password,
    },
  ],
});

const user = { id: 1, display_name: "Ada" };
const template = { id: "player", name: "Player" };

/** The API's response to each operation; undefined for 204. */
export const answersOf = (accessToken: string): { readonly [Name in OperationName]: unknown } => ({
  addUserTag: undefined,
  createUserTemplate: template,
  deleteUserTemplate: undefined,
  getUser: user,
  getUserTags: ["vip"],
  getUserTemplate: template,
  getUserTemplates: { content: [template], last: true },
  getUsers: { content: [user], last: true },
  passwordReset: undefined,
  registerUser: user,
  removeUserTag: undefined,
  setPassword: undefined,
  startPasswordReset: undefined,
  submitPasswordReset: undefined,
  updateUser: undefined,
  updateUserTemplate: template,
  getOAuthToken: { access_token: accessToken, expires_in: 3600 },
});
