import type { AdditionalProperties, PropertyDefinition } from "@knetik-users/core/effect";

interface SeedTemplate {
  readonly id: string;
  readonly name: string;
  readonly allowAdditional: boolean;
  readonly properties: ReadonlyArray<PropertyDefinition>;
}

/** Properties of a player. Additional ones are not allowed. */
const player: SeedTemplate = {
  id: "player",
  name: "Player",
  allowAdditional: false,
  properties: [
    { type: "image", name: "avatar", required: false, fileType: "image/*" },
    { type: "text", name: "gamePieceColor", required: false, maxLength: 20 },
    { type: "integer", name: "level", required: false, min: 1, max: 100 },
    { type: "double", name: "winRate", required: false, min: 0, max: 1 },
    { type: "date", name: "lastMatch", required: false },
    {
      type: "list",
      name: "favoriteMaps",
      required: false,
      maxCount: 5,
      valueDefinition: { type: "text", name: "map", required: true, maxLength: 40 },
    },
    {
      type: "map",
      name: "settings",
      required: false,
      allowAdditional: true,
      properties: [{ type: "boolean", name: "sound", required: true }],
    },
  ],
};

/** Properties of staff. Additional ones are allowed. */
const staff: SeedTemplate = {
  id: "staff",
  name: "Staff",
  allowAdditional: true,
  properties: [
    { type: "text", name: "department", required: true, maxLength: 60 },
    { type: "integer", name: "extension", required: false, min: 100, max: 9999 },
    { type: "boolean", name: "onCall", required: false },
  ],
};

export const seedTemplates: ReadonlyArray<SeedTemplate> = [player, staff];

const colors = ["red", "blue", "green", "gold", "violet"];
const maps = ["Harbor", "Old Mill", "Northern Pass", "Lagoon"];
const departments = ["Support", "Community", "Operations"];

const pick = (list: ReadonlyArray<string>, number: number) => list[number % list.length] ?? "";

export const playerProperties = (number: number, lastMatch: Date): AdditionalProperties => ({
  avatar: {
    type: "image",
    url: `https://cdn.example/avatars/${number}.png`,
    fileType: "image/png",
  },
  gamePieceColor: { type: "text", value: pick(colors, number) },
  level: { type: "integer", value: 1 + ((number * 37) % 100) },
  winRate: { type: "double", value: ((number * 53) % 101) / 100 },
  lastMatch: { type: "date", value: lastMatch },
  favoriteMaps: { type: "list", values: [{ type: "text", value: pick(maps, number) }] },
  settings: { type: "map", map: { sound: { type: "boolean", value: number % 3 !== 0 } } },
});

export const staffProperties = (number: number): AdditionalProperties => ({
  department: { type: "text", value: pick(departments, number) },
  extension: { type: "integer", value: 100 + (number % 9_900) },
  onCall: { type: "boolean", value: number % 2 === 0 },
});
