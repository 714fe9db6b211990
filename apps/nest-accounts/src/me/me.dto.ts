import { NewPasswordSchema, UserUpdateSchema } from "@knetik-users/core/effect";
import { usersDto } from "@knetik-users/nestjs/dto";
import * as Schema from "effect/Schema";
import * as Struct from "effect/Struct";
import { GamePieceSchema } from "../game/game-piece.ts";

/** Fields that players may change. `null` clears a field. */
export interface ProfileChanges extends Schema.Schema.Type<typeof ProfileChangesSchema> {}
const ProfileChangesSchema = Schema.Struct({
  ...Struct.pick(UserUpdateSchema.fields, [
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
  ]),
  ...GamePieceSchema.fields,
});

export const ProfileChangesDto = usersDto(ProfileChangesSchema);

/** A new password. The current one is required, in case someone else holds the device. */
export interface PasswordChange extends Schema.Schema.Type<typeof PasswordChangeSchema> {}
const PasswordChangeSchema = Schema.Struct({
  currentPassword: NewPasswordSchema.fields.password,
  password: NewPasswordSchema.fields.password,
});

export const PasswordChangeDto = usersDto(PasswordChangeSchema);
