import type { Property, PropertyDefinition } from "@knetik-users/core";
import type { PropertyKind } from "@knetik-users/vue";
import { t, type TextKey } from "../language/t.ts";

/** A definition of a known type. */
export type Definition = Exclude<PropertyDefinition, { readonly type: "unknown" }>;
export type DefinitionOf<Kind extends PropertyKind> = Extract<Definition, { readonly type: Kind }>;
export type PropertyOf<Kind extends PropertyKind> = Extract<Property, { readonly type: Kind }>;

const kindTexts = {
  text: "kind.text",
  formatted_text: "kind.formatted_text",
  integer: "kind.integer",
  long: "kind.long",
  double: "kind.double",
  boolean: "kind.boolean",
  date: "kind.date",
  image: "kind.image",
  image_group: "kind.image_group",
  file: "kind.file",
  file_group: "kind.file_group",
  audio: "kind.audio",
  audio_group: "kind.audio_group",
  video: "kind.video",
  video_group: "kind.video_group",
  list: "kind.list",
  map: "kind.map",
} as const satisfies { readonly [Kind in PropertyKind]: TextKey };

/** The label of a type. */
export const kindLabel = (kind: PropertyKind): string => t(kindTexts[kind]);

export const kinds = Object.keys(kindTexts) as ReadonlyArray<PropertyKind>;
export const kindOptions = (): ReadonlyArray<{ readonly value: string; readonly label: string }> =>
  kinds.map((kind) => ({ value: kind, label: kindLabel(kind) }));

/** A definition with only a type, for properties without one. */
export const plainDefinition = (type: PropertyKind, name: string): Definition => ({
  type,
  name,
  required: false,
});

/** The label of a property: its friendly name, or its name. */
export const labelOf = ({ friendlyName, name }: Definition): string =>
  friendlyName === undefined || friendlyName === "" ? name : friendlyName;

/** The initial value of a type, if it has one. */
export const emptyProperty = (kind: PropertyKind): Property | undefined => {
  switch (kind) {
    case "text":
    case "formatted_text":
      return { type: kind, value: "" };
    case "boolean":
      return { type: kind, value: false };
    case "integer":
    case "long":
    case "double":
    case "date":
      return undefined;
    case "file":
    case "image":
    case "audio":
    case "video":
      return { type: kind };
    case "file_group":
    case "image_group":
    case "audio_group":
    case "video_group":
      return { type: kind, files: [] };
    case "list":
      return { type: kind, values: [] };
    case "map":
      return { type: kind, map: {} };
  }
};
