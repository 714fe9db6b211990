import { NewPasswordSchema, UserRegistrationSchema } from "@knetik-users/core/effect";
import { usersDto } from "@knetik-users/nestjs/dto";
import * as Schema from "effect/Schema";

/** What a player signs in with. */
export interface SignIn extends Schema.Schema.Type<typeof SignInSchema> {}
const SignInSchema = Schema.Struct({
  username: UserRegistrationSchema.fields.username,
  password: NewPasswordSchema.fields.password,
});

export const SignInDto = usersDto(SignInSchema);

/** What a session goes on with. */
export interface Refresh extends Schema.Schema.Type<typeof RefreshSchema> {}
const RefreshSchema = Schema.Struct({
  refreshToken: Schema.String.check(Schema.isMinLength(1, { expected: "a refresh token" })),
});

export const RefreshDto = usersDto(RefreshSchema);
