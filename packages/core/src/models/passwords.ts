import * as Schema from "effect/Schema";
import { sensitive } from "./sensitive.ts";
import { Password } from "./user.ts";

/** Input of `passwordReset`: the new password and the secret from the reset message. */
export interface NewPassword extends Schema.Schema.Type<typeof NewPasswordSchema> {}
export const NewPasswordSchema = Schema.Struct({
  password: Password,
  secret: sensitive(Schema.String.check(Schema.isMinLength(1, { expected: "the reset secret" }))),
});

/**
 * Identifies the account whose password is reset, by exactly one of e-mail address, user name or mobile
 * number.
 */
export type PasswordResetRequest =
  | { readonly email: string; readonly username?: undefined; readonly mobileNumber?: undefined }
  | { readonly username: string; readonly email?: undefined; readonly mobileNumber?: undefined }
  | { readonly mobileNumber: string; readonly email?: undefined; readonly username?: undefined };

const identifier = Schema.optional(
  Schema.String.check(Schema.isMinLength(1, { expected: "text that is not empty" })),
);

const OptionalIdentifiers = Schema.Struct({
  email: identifier,
  username: identifier,
  mobileNumber: identifier,
});

export const PasswordResetRequestSchema = OptionalIdentifiers.pipe(
  Schema.refine(
    (request): request is typeof OptionalIdentifiers.Type & PasswordResetRequest =>
      Object.values(request).filter((value) => value !== undefined).length === 1,
    { expected: "exactly one of email, username or mobileNumber" },
  ),
);
