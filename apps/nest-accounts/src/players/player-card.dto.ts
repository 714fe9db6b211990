import { type User, UserSchema } from "@knetik-users/core/effect";
import { usersDto } from "@knetik-users/nestjs/dto";
import * as Schema from "effect/Schema";
import * as Struct from "effect/Struct";
import { gamePieceOf } from "../game/game-piece.ts";

/** Public fields of a player. */
export interface PlayerCard extends Schema.Schema.Type<typeof PlayerCardSchema> {}
const PlayerCardSchema = Schema.Struct({
  ...Struct.pick(UserSchema.fields, ["id", "displayName", "memberSince"]),
  avatar: Schema.optional(Schema.String),
  gamePieceColor: Schema.optional(Schema.String),
});

export const PlayerCardDto = usersDto(PlayerCardSchema);

export const playerCard = (user: User): PlayerCard => ({
  id: user.id,
  displayName: user.displayName,
  memberSince: user.memberSince,
  ...gamePieceOf(user.additionalProperties),
});
