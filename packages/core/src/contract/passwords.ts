import { UserNotFound } from "../errors/errors.ts";
import { UserId } from "../model/identifiers.ts";
import {
  type NewPassword,
  NewPasswordSchema,
  type PasswordResetRequest,
  PasswordResetRequestSchema,
} from "../model/passwords.ts";
import { Password } from "../model/user.ts";
import { endpoint } from "./endpoint.ts";

/** Sets a user's password. Needs USERS_ADMIN, or to be that user. */
export const setPassword = endpoint({
  name: "setPassword",
  operation: "set_password",
  summary: "Set a user's password",
  method: "PUT",
  path: "/users/{id}/password",
  params: { id: UserId },
  body: { schema: Password, format: "wrapped", field: "password" },
  input: (id: number, password: string) => ({ params: { id }, body: password }),
  successStatus: 204,
  failures: [UserNotFound],
  auth: "required",
  retry: "repeatable",
  stale: [],
});

/** Starts a password reset: the user is sent a secret. Not repeated, so as not to mail twice. */
export const startPasswordReset = endpoint({
  name: "startPasswordReset",
  operation: "start_password_reset",
  summary: "Reset a user's password",
  method: "POST",
  path: "/users/{id}/password-reset",
  params: { id: UserId },
  input: (id: number) => ({ params: { id } }),
  successStatus: 204,
  failures: [],
  auth: "none",
  retry: "once",
  stale: [],
});

/** Starts a password reset for whoever has this e-mail address, user name or mobile number. */
export const submitPasswordReset = endpoint({
  name: "submitPasswordReset",
  operation: "submit_password_reset",
  summary: "Reset a user's password without user id",
  method: "POST",
  path: "/users/password-reset",
  body: { schema: PasswordResetRequestSchema, format: "json" },
  input: (account: PasswordResetRequest) => ({ body: account }),
  successStatus: 204,
  failures: [],
  auth: "none",
  retry: "once",
  stale: [],
});

/** Finishes a password reset with the secret from the message. The secret works once. */
export const passwordReset = endpoint({
  name: "passwordReset",
  operation: "password_reset",
  summary: "Choose a new password after a reset",
  method: "PUT",
  path: "/users/{id}/password-reset",
  params: { id: UserId },
  body: { schema: NewPasswordSchema, format: "json" },
  input: (id: number, request: NewPassword) => ({ params: { id }, body: request }),
  successStatus: 204,
  failures: [],
  auth: "none",
  retry: "once",
  stale: [],
});
