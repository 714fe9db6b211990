import { NewPasswordDto, usersDto, UserUpdateDto } from "@knetik-users/nestjs/dto";
import * as Schema from "effect/Schema";
import { GamePieceSchema } from "../game/game-piece.ts";

/** Fields that players may change. `null` clears a field. */
export class ProfileChangesDto extends UserUpdateDto.pick(
  "email",
  "displayName",
  "fullname",
  "firstName",
  "lastName",
  "description",
  "dateOfBirth",
  "mobileNumber",
  "countryCode",
  "languageCode",
  "timezoneCode",
).extend(GamePieceSchema.fields) {}

const { password } = NewPasswordDto.fields;

/** A new password. The current one is required, in case someone else holds the device. */
export class PasswordChangeDto extends usersDto(
  Schema.Struct({ currentPassword: password, password }),
) {}
