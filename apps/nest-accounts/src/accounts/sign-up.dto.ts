import { NewPasswordDto, UserRegistrationDto } from "@knetik-users/nestjs/dto";
import { GamePieceSchema } from "../game/game-piece.ts";

/** Input of a sign-up. */
export class SignUpDto extends UserRegistrationDto.pick("username", "email", "displayName").extend({
  password: NewPasswordDto.fields.password,
  ...GamePieceSchema.fields,
}) {}
