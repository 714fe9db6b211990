import type { NewPassword, PasswordResetRequest } from "@knetik-users/core";
import {
  passwordReset,
  setPassword,
  startPasswordReset,
  submitPasswordReset,
} from "@knetik-users/core/endpoints";
import { makeWrite } from "./useWrite.ts";
import { defineWrite, writeOptions } from "./writeOptions.ts";

/** Whose password {@link useSetPassword} sets, and to what. */
export interface SetPasswordVariables {
  readonly id: number;
  readonly password: string;
}
const set = defineWrite<"setPassword", SetPasswordVariables>(setPassword, ({ id, password }) => [
  id,
  password,
]);
/** Sets the password of a user: `mutate({ id, password })`. */
export const useSetPassword = makeWrite("useSetPassword", set);
export const setPasswordMutationOptions = writeOptions(set);

const start = defineWrite<"startPasswordReset", number>(startPasswordReset, (id) => [id]);
/** Sends a user the secret to choose a new password with: `mutate(id)`. */
export const useStartPasswordReset = makeWrite("useStartPasswordReset", start);
export const startPasswordResetMutationOptions = writeOptions(start);

const submit = defineWrite<"submitPasswordReset", PasswordResetRequest>(
  submitPasswordReset,
  (account) => [account],
);
/**
 * The first half of "forgot password": `mutate({ email })`, or by `username` or `mobileNumber`. It
 * succeeds whether or not there is such an account.
 */
export const useSubmitPasswordReset = makeWrite("useSubmitPasswordReset", submit);
export const submitPasswordResetMutationOptions = writeOptions(submit);

/** What {@link usePasswordReset} needs: the id and the secret from the message. */
export interface PasswordResetVariables extends NewPassword {
  readonly id: number;
}
const finish = defineWrite<"passwordReset", PasswordResetVariables>(
  passwordReset,
  ({ id, password, secret }) => [id, { password, secret }],
);
/** The second half: `mutate({ id, secret, password })`. The secret works once. */
export const usePasswordReset = makeWrite("usePasswordReset", finish);
export const passwordResetMutationOptions = writeOptions(finish);
