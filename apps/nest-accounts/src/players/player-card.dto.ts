import type { User } from "@knetik-users/core";
import { UserDto } from "@knetik-users/nestjs/dto";
import * as Schema from "effect/Schema";
import { gamePieceOf } from "../game/game-piece.ts";

/** Public fields of a player. Not the schema of a game piece, whose rules old pieces may break. */
export class PlayerCardDto extends UserDto.pick("id", "displayName", "memberSince").extend({
  avatar: Schema.optional(Schema.String),
  gamePieceColor: Schema.optional(Schema.String),
}) {}

export const playerCard = (user: User): PlayerCardDto => ({
  id: user.id,
  displayName: user.displayName,
  memberSince: user.memberSince,
  ...gamePieceOf(user.additionalProperties),
});
