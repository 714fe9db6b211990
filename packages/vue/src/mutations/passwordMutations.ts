import type { NewPassword, PasswordResetRequest } from "@knetik-users/core";
import {
  passwordReset,
  setPassword,
  startPasswordReset,
  submitPasswordReset,
} from "@knetik-users/core/endpoints";
import type { RouteParam } from "../cache/givenIds.ts";
import { makeMutation } from "./makeMutation.ts";
import { defineMutation, makeMutationOptions } from "./mutationOptions.ts";

/** Whose password {@link useSetPassword} sets, and to what. */
export interface SetPasswordVariables {
  readonly id: number | RouteParam;
  readonly password: string;
}
const set = defineMutation<"setPassword", SetPasswordVariables>(setPassword, ({ id, password }) => [
  id,
  password,
]);
/** Sets the password of a user: `mutate({ id, password })`. */
export const useSetPassword = makeMutation("useSetPassword", set);
export const setPasswordMutationOptions = makeMutationOptions(set);

const start = defineMutation<"startPasswordReset", number | RouteParam>(
  startPasswordReset,
  (id) => [id],
);
/** Sends a user the secret to choose a new password with: `mutate(id)`. */
export const useStartPasswordReset = makeMutation("useStartPasswordReset", start);
export const startPasswordResetMutationOptions = makeMutationOptions(start);

const submit = defineMutation<"submitPasswordReset", PasswordResetRequest>(
  submitPasswordReset,
  (account) => [account],
);
/**
 * The first half of "forgot password": `mutate({ email })`, or by `username` or `mobileNumber`. It
 * succeeds whether or not there is such an account.
 */
export const useSubmitPasswordReset = makeMutation("useSubmitPasswordReset", submit);
export const submitPasswordResetMutationOptions = makeMutationOptions(submit);

/** What {@link usePasswordReset} needs: the id and the secret from the message. */
export interface PasswordResetVariables extends NewPassword {
  readonly id: number | RouteParam;
}
const finish = defineMutation<"passwordReset", PasswordResetVariables>(
  passwordReset,
  ({ id, password, secret }) => [id, { password, secret }],
);
/** The second half: `mutate({ id, secret, password })`. The secret works once. */
export const usePasswordReset = makeMutation("usePasswordReset", finish);
export const passwordResetMutationOptions = makeMutationOptions(finish);
