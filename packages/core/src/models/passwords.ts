import * as Schema from "effect/Schema";
import { ruleKey } from "./rule.ts";
import { hasOneField } from "./rules.ts";
import { sensitive } from "./sensitive.ts";
import { Password } from "./user.ts";

/** Input of `passwordReset`: the new password and the secret from the reset message. */
export interface NewPassword extends Schema.Schema.Type<typeof NewPasswordSchema> {}
export const NewPasswordSchema = Schema.Struct({
  /** The new password in plain text. It is hashed on receipt and never returned, logged or traced. */
  password: Password,
  /** From the reset message. Works once. Never logged or traced. */
  secret: sensitive(Schema.String.check(Schema.isMinLength(1, { expected: "the reset secret" }))),
});

/**
 * Identifies the account whose password is reset, by exactly one of e-mail address, user name or mobile
 * number.
 */
export type PasswordResetRequest =
  | {
      /** E-mail address of the account. */
      readonly email: string;
      /** User name of the account. */
      readonly username?: undefined;
      /** Mobile number of the account. */
      readonly mobileNumber?: undefined;
    }
  | {
      /** User name of the account. */
      readonly username: string;
      /** E-mail address of the account. */
      readonly email?: undefined;
      /** Mobile number of the account. */
      readonly mobileNumber?: undefined;
    }
  | {
      /** Mobile number of the account. */
      readonly mobileNumber: string;
      /** E-mail address of the account. */
      readonly email?: undefined;
      /** User name of the account. */
      readonly username?: undefined;
    };

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
      hasOneField(request),
    { expected: "exactly one of email, username or mobileNumber", [ruleKey]: "hasOneField" },
  ),
);
