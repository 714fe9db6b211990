import { NewPasswordSchema, UserRegistrationSchema } from "@knetik-users/core/effect";
import { usersDto } from "@knetik-users/nestjs/dto";
import * as Schema from "effect/Schema";

/** Sign-in credentials. */
export interface SignIn extends Schema.Schema.Type<typeof SignInSchema> {}
const SignInSchema = Schema.Struct({
  username: UserRegistrationSchema.fields.username,
  password: NewPasswordSchema.fields.password,
});

export const SignInDto = usersDto(SignInSchema);

/** Refresh token of a session. */
export interface Refresh extends Schema.Schema.Type<typeof RefreshSchema> {}
const RefreshSchema = Schema.Struct({
  refreshToken: Schema.String.check(Schema.isMinLength(1, { expected: "a refresh token" })),
});

export const RefreshDto = usersDto(RefreshSchema);
