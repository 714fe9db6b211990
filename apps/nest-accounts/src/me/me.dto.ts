import { NewPasswordSchema, UserUpdateSchema } from "@knetik-users/core/effect";
import { usersDto } from "@knetik-users/nestjs/dto";
import * as Schema from "effect/Schema";
import * as Struct from "effect/Struct";
import { GamePieceSchema } from "../game/game-piece.ts";

/** What players may change of themselves. `null` clears. */
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

/** A new password. The present one is asked for, in case somebody else holds the phone. */
export interface PasswordChange extends Schema.Schema.Type<typeof PasswordChangeSchema> {}
const PasswordChangeSchema = Schema.Struct({
  currentPassword: NewPasswordSchema.fields.password,
  password: NewPasswordSchema.fields.password,
});

export const PasswordChangeDto = usersDto(PasswordChangeSchema);
