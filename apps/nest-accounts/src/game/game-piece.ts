import type { Property } from "@knetik-users/core";
import * as Schema from "effect/Schema";
import type { PlayerProperties } from "./templates.ts";

/** Appearance of a player in the game. */
export interface GamePiece extends Schema.Schema.Type<typeof GamePieceSchema> {}
export const GamePieceSchema = Schema.Struct({
  avatar: Schema.optional(
    Schema.String.check(
      Schema.isPattern(/^https:\/\/\S+$/, { expected: "an https: URL" }),
      Schema.isMaxLength(1_000, { expected: "at most 1000 characters" }),
    ),
  ).annotateKey({
    description: "URL of the picture.",
    examples: ["https://cdn.example/avatars/default.png"],
    format: "uri",
  }),
  gamePieceColor: Schema.optional(
    Schema.String.check(Schema.isBetweenLength(1, 20, { expected: "1 to 20 characters" })),
  ).annotateKey({ description: "Color of the player's piece.", examples: ["blue"] }),
});

/** Default appearance. */
export const defaultGamePiece = {
  avatar: "https://cdn.example/avatars/default.png",
  gamePieceColor: "blue",
} as const satisfies GamePiece;

/** Converts to properties of the template. Omitted fields stay omitted. */
export const propertiesOf = ({ avatar, gamePieceColor }: GamePiece): PlayerProperties => ({
  ...(avatar !== undefined && { avatar: { type: "image", url: avatar } }),
  ...(gamePieceColor !== undefined && { gamePieceColor: { type: "text", value: gamePieceColor } }),
});

/** Properties as they are stored: those from before a change of the template may have another type. */
type StoredProperties = { readonly [Name in keyof PlayerProperties]?: Property };

/** Converts from properties of the template. */
export const gamePieceOf = ({ avatar, gamePieceColor }: StoredProperties = {}): GamePiece => ({
  ...(avatar?.type === "image" && avatar.url !== undefined && { avatar: avatar.url }),
  ...(gamePieceColor?.type === "text" && { gamePieceColor: gamePieceColor.value }),
});
