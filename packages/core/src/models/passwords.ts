/** Input of `passwordReset`: the new password and the secret from the reset message. */
export interface NewPassword {
  /** The new password in plain text. It is hashed on receipt and never returned, logged or traced. */
  readonly password: string;
  /** From the reset message. Works once. Never logged or traced. */
  readonly secret: string;
}

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
