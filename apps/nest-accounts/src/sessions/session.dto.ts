import { NewPasswordDto, UserRegistrationDto, usersDto } from "@knetik-users/nestjs/dto";
import * as Schema from "effect/Schema";

/** Sign-in credentials. Sign-in credentials. Checked only for being non-empty text; the API decides whether they are valid. */
export class SignInDto extends UserRegistrationDto.pick("username").extend({
  password: NewPasswordDto.fields.password,
}) {}

/** Input of a session refresh. */
export class RefreshSessionDto extends usersDto(
  Schema.Struct({
    refreshToken: Schema.String.check(
      Schema.isMinLength(1, { expected: "a refresh token" }),
    ).annotateKey({ description: "The `refreshToken` of the last sign-in or refresh." }),
  }),
) {}
