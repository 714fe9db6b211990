import type { User } from "@knetik-users/core";
import { UserDto } from "@knetik-users/nestjs/dto";
import * as Schema from "effect/Schema";
import { gamePieceOf } from "../game/game-piece.ts";

/** Public fields of a player. Not the schema of a game piece, whose rules old pieces may break. */
export class PlayerCardDto extends UserDto.pick("id", "displayName", "memberSince").extend({
  avatar: Schema.optional(Schema.String),
  gamePieceColor: Schema.optional(Schema.String),
}) {}

/**
 * The name that the Users API shows to everybody. The service, an administrator, also gets the user name in
 * place of a display name where that is an e-mail address.
 */
const publicName = ({ displayName, username = "" }: User) =>
  displayName === username && username.includes("@") ? undefined : displayName;

export const playerCard = (user: User): PlayerCardDto => ({
  id: user.id,
  displayName: publicName(user),
  memberSince: user.memberSince,
  ...gamePieceOf(user.additionalProperties),
});
