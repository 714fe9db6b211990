import { NewPasswordSchema } from "@knetik-users/core/effect";
import { usersDto } from "@knetik-users/nestjs/dto";
import * as Schema from "effect/Schema";

export interface SetPassword extends Schema.Schema.Type<typeof SetPasswordSchema> {}
const SetPasswordSchema = Schema.Struct({ password: NewPasswordSchema.fields.password });

export const SetPasswordDto = usersDto(SetPasswordSchema);
