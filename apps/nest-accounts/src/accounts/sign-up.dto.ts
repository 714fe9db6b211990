import { NewPasswordSchema, UserRegistrationSchema } from "@knetik-users/core/effect";
import { usersDto } from "@knetik-users/nestjs/dto";
import * as Schema from "effect/Schema";
import { GamePieceSchema } from "../game/game-piece.ts";

const { username, email, displayName } = UserRegistrationSchema.fields;

/** Input of a sign-up. */
export interface SignUp extends Schema.Schema.Type<typeof SignUpSchema> {}
const SignUpSchema = Schema.Struct({
  username,
  email,
  displayName,
  password: NewPasswordSchema.fields.password,
  ...GamePieceSchema.fields,
});

export const SignUpDto = usersDto(SignUpSchema);
