import * as codecs from "../compiled/codecs.ts";
import { UserNotFound } from "../errors/errors.ts";
import type { NewPassword, PasswordResetRequest } from "../models/passwords.ts";
import { endpoint } from "./endpoint.ts";

/**
 * Sets a user's password. Needs USERS_ADMIN or the user's own token.
 *
 * Fails with `UserNotFound`, or with an error that every call can have.
 *
 * KnetikCloud Users API: `PUT /users/{id}/password`.
 */
export const setPassword = endpoint({
  name: "setPassword",
  operation: "set_password",
  summary: "Set a user's password",
  method: "PUT",
  resource: "passwords",
  subject: { kind: "user", param: "id" },
  path: "/users/{id}/password",
  params: { id: codecs.UserId },
  body: { codec: codecs.Password, format: "wrapped", field: "password" },
  args: ["id", "password"],
  input: (id: number, password: string) => ({ params: { id }, body: password }),
  successStatus: 204,
  failures: [UserNotFound],
  auth: "required",
  access: { roles: ["USERS_ADMIN"], orOwner: true },
  retry: "idempotent",
  // A password is in no read, and setting one does not count as an update of the user.
  invalidates: [],
});

/**
 * Starts a password reset: the API mails a secret to the user. Anyone may call it.
 *
 * Fails only with the errors that every call can have. Retried only if the API certainly did not
 * process it: a second request would send a second mail.
 *
 * KnetikCloud Users API: `POST /users/{id}/password-reset`.
 */
export const startPasswordReset = endpoint({
  name: "startPasswordReset",
  operation: "start_password_reset",
  summary: "Reset a user's password",
  method: "POST",
  resource: "passwords",
  subject: { kind: "user", param: "id" },
  path: "/users/{id}/password-reset",
  params: { id: codecs.UserId },
  args: ["id"],
  input: (id: number) => ({ params: { id } }),
  successStatus: 204,
  failures: [],
  auth: "none",
  access: "anyone",
  retry: "non-idempotent",
  invalidates: [],
});

/**
 * Starts a password reset for the account with this e-mail address, user name or mobile number: the
 * API mails a secret to the user. Anyone may call it.
 *
 * Fails only with the errors that every call can have. Retried only if the API certainly did not
 * process it: a second request would send a second mail.
 *
 * KnetikCloud Users API: `POST /users/password-reset`.
 */
export const submitPasswordReset = endpoint({
  name: "submitPasswordReset",
  operation: "submit_password_reset",
  summary: "Reset a user's password without user id",
  method: "POST",
  resource: "passwords",
  path: "/users/password-reset",
  body: { codec: codecs.PasswordResetRequest, format: "json" },
  args: ["account"],
  input: (account: PasswordResetRequest) => ({ body: account }),
  successStatus: 204,
  failures: [],
  auth: "none",
  access: "anyone",
  retry: "non-idempotent",
  invalidates: [],
});

/**
 * Finishes a password reset with the secret from the message. The secret works once. Anyone with the
 * secret may call it.
 *
 * Fails only with the errors that every call can have. Retried only if the API certainly did not
 * process it: a second request would report a false failure.
 *
 * KnetikCloud Users API: `PUT /users/{id}/password-reset`.
 */
export const passwordReset = endpoint({
  name: "passwordReset",
  operation: "password_reset",
  summary: "Choose a new password after a reset",
  method: "PUT",
  resource: "passwords",
  subject: { kind: "user", param: "id" },
  path: "/users/{id}/password-reset",
  params: { id: codecs.UserId },
  body: { codec: codecs.NewPassword, format: "json" },
  args: ["id", "request"],
  input: (id: number, request: NewPassword) => ({ params: { id }, body: request }),
  successStatus: 204,
  failures: [],
  auth: "none",
  access: "anyone",
  retry: "non-idempotent",
  invalidates: [],
});
