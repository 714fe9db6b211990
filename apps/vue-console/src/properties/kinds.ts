import type { Property, PropertyDefinition } from "@knetik-users/core";
import type { PropertyKind } from "@knetik-users/vue";

/** A definition of a known type. */
export type Definition = Exclude<PropertyDefinition, { readonly type: "unknown" }>;
export type DefinitionOf<Kind extends PropertyKind> = Extract<Definition, { readonly type: Kind }>;
export type PropertyOf<Kind extends PropertyKind> = Extract<Property, { readonly type: Kind }>;

/** Labels of the types; omitting one is a compile error. */
export const kindLabels: { readonly [Kind in PropertyKind]: string } = {
  text: "Text",
  formatted_text: "Formatted text",
  integer: "Whole number",
  long: "Large whole number",
  double: "Number",
  boolean: "Yes or no",
  date: "Date and time",
  image: "Image",
  image_group: "Images",
  file: "File",
  file_group: "Files",
  audio: "Audio",
  audio_group: "Audio files",
  video: "Video",
  video_group: "Videos",
  list: "List",
  map: "Map",
};

export const kinds = Object.keys(kindLabels) as ReadonlyArray<PropertyKind>;
export const kindOptions = kinds.map((kind) => ({ value: kind, label: kindLabels[kind] }));

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
