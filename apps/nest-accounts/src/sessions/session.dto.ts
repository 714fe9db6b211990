import { NewPasswordDto, UserRegistrationDto, usersDto } from "@knetik-users/nestjs/dto";
import * as Schema from "effect/Schema";

/** Sign-in credentials. Only non-empty text: the API decides. */
export class SignInDto extends UserRegistrationDto.pick("username").extend({
  password: NewPasswordDto.fields.password,
}) {}

/** Input of a session refresh. */
export class RefreshSessionDto extends usersDto(
  Schema.Struct({
    refreshToken: Schema.String.check(
      Schema.isMinLength(1, { expected: "a refresh token" }),
    ).annotateKey({ description: "From the last session." }),
  }),
) {}
