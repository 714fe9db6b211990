import * as Schema from "effect/Schema";
import type {
  DefinitionOf,
  PropertyDefinition,
  PropertyField,
} from "../models/propertyDefinition.ts";
import { EpochSeconds } from "./epochSeconds.ts";
import { unknownFields } from "./unknownFields.ts";
import { WireSchema } from "./wire.ts";

export const PropertyFieldSchema: Schema.Codec<PropertyField> = Schema.Struct({
  name: Schema.optional(Schema.String),
  type: Schema.optional(Schema.String),
  description: Schema.optional(Schema.String),
  required: Schema.optional(Schema.Boolean),
  validValues: Schema.optional(Schema.Array(Schema.String)),
  innerType: Schema.optional(Schema.String),
  innerTypeFields: Schema.optional(
    Schema.Array(Schema.suspend((): Schema.Codec<PropertyField> => PropertyFieldSchema)),
  ),
  unknownFields,
});

export const PropertyFieldListSchema = Schema.Struct({
  propertyType: Schema.optional(Schema.String),
  propertyDefinitionFields: Schema.optional(Schema.Array(PropertyFieldSchema)),
  propertyFields: Schema.optional(Schema.Array(PropertyFieldSchema)),
  unknownFields,
});

const limit = Schema.optional(Schema.Finite);
const count = { minCount: limit, maxCount: limit };
const files = { fileType: Schema.optional(Schema.String), maxFileSize: limit };
const picture = { minWidth: limit, maxWidth: limit, minHeight: limit, maxHeight: limit };
const length = { minLength: limit, maxLength: limit };

const define = <Kind extends string, Fields extends Schema.Struct.Fields>(
  type: Kind,
  fields: Fields,
) =>
  Schema.Struct({
    type: Schema.Literal(type),
    name: Schema.String,
    required: Schema.Boolean,
    fieldList: Schema.optional(PropertyFieldListSchema),
    friendlyName: Schema.optional(Schema.String),
    description: Schema.optional(Schema.String),
    optionsUrl: Schema.optional(Schema.String),
    optionLabelPath: Schema.optional(Schema.String),
    optionValuePath: Schema.optional(Schema.String),
    unknownFields,
    ...fields,
  });

const nested = Schema.suspend(
  (): Schema.Codec<PropertyDefinition, DefinitionOf<number>> => PropertyDefinitionSchema,
);

/** Schema of {@link PropertyDefinition}. */
export const PropertyDefinitionSchema: Schema.Codec<
  PropertyDefinition,
  DefinitionOf<number>
> = Schema.Union([
  define("text", { maxLength: limit }),
  define("formatted_text", { maxLength: limit }),
  define("integer", { min: limit, max: limit }),
  define("long", { min: limit, max: limit }),
  define("double", { min: limit, max: limit }),
  define("boolean", {}),
  define("date", { min: Schema.optional(EpochSeconds), max: Schema.optional(EpochSeconds) }),
  define("file", files),
  define("file_group", { ...files, ...count }),
  define("image", { ...files, ...picture }),
  define("image_group", { ...files, ...picture, ...count }),
  define("audio", { ...files, ...length }),
  define("audio_group", { ...files, ...length, ...count }),
  define("video", { ...files, ...picture, ...length }),
  define("video_group", { ...files, ...picture, ...length, ...count }),
  define("list", { ...count, valueDefinition: Schema.optional(nested) }),
  define("map", {
    allowAdditional: Schema.optional(Schema.Boolean),
    properties: Schema.optional(Schema.Array(nested)),
  }),
  WireSchema,
]).annotate({ expected: "a property definition: an object with a type, name and required" });
