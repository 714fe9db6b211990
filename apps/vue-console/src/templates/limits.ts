import type { PropertyKind } from "@knetik-users/vue";
import type { TextKey } from "../language/t.ts";
import type { Definition } from "../properties/kinds.ts";

type DefinitionOf<Kind extends PropertyKind> = Extract<Definition, { readonly type: Kind }>;
type Common = "type" | "name" | "required" | "unknownFields" | "fieldList" | "friendlyName";
type Own<Kind extends PropertyKind> = Exclude<keyof DefinitionOf<Kind>, Common>;

const range = ["min", "max"] as const;
const count = ["minCount", "maxCount"] as const;
const file = ["fileType", "maxFileSize"] as const;
const picture = ["minWidth", "maxWidth", "minHeight", "maxHeight"] as const;
const length = ["minLength", "maxLength"] as const;

/** The limits of each type. */
export const limitsOf = {
  text: ["maxLength"],
  formatted_text: ["maxLength"],
  integer: range,
  long: range,
  double: range,
  boolean: [],
  date: range,
  file,
  file_group: [...file, ...count],
  image: [...file, ...picture],
  image_group: [...file, ...picture, ...count],
  audio: [...file, ...length],
  audio_group: [...file, ...length, ...count],
  video: [...file, ...picture, ...length],
  video_group: [...file, ...picture, ...length, ...count],
  list: count,
  map: [],
} as const satisfies { readonly [Kind in PropertyKind]: ReadonlyArray<Own<Kind>> };

/** A limit of any type. */
export type Limit = (typeof limitsOf)[PropertyKind][number];

/** Labels of the limits. */
export const limitTexts = {
  min: "definition.limit.min",
  max: "definition.limit.max",
  minLength: "definition.limit.minLength",
  maxLength: "definition.limit.maxLength",
  minCount: "definition.limit.minCount",
  maxCount: "definition.limit.maxCount",
  fileType: "property.fileType",
  maxFileSize: "definition.limit.maxFileSize",
  minWidth: "definition.limit.minWidth",
  maxWidth: "definition.limit.maxWidth",
  minHeight: "definition.limit.minHeight",
  maxHeight: "definition.limit.maxHeight",
} as const satisfies { readonly [Name in Limit]: TextKey };

/** The input type of a limit. */
export const inputTypeOf = (kind: PropertyKind, limit: Limit) => {
  if (limit === "fileType") return "text";
  return kind === "date" ? "datetime-local" : "number";
};
