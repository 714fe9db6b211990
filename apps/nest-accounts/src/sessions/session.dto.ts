import { NewPasswordSchema, UserRegistrationSchema } from "@knetik-users/core/effect";
import { usersDto } from "@knetik-users/nestjs/dto";
import * as Schema from "effect/Schema";

/** Sign-in credentials. Only non-empty text: the API decides. */
export interface SignIn extends Schema.Schema.Type<typeof SignInSchema> {}
const SignInSchema = Schema.Struct({
  username: UserRegistrationSchema.fields.username,
  password: NewPasswordSchema.fields.password,
});

export const SignInDto = usersDto(SignInSchema);

/** Input of a session refresh. */
export interface RefreshSession extends Schema.Schema.Type<typeof RefreshSessionSchema> {}
const RefreshSessionSchema = Schema.Struct({
  refreshToken: Schema.String.check(Schema.isMinLength(1, { expected: "a refresh token" })),
});

export const RefreshSessionDto = usersDto(RefreshSessionSchema);
