import * as Schema from "effect/Schema";
import { EpochSeconds } from "./epochSeconds.ts";
import { unknownFields, type WithUnknownFields } from "./unknownFields.ts";

/** Describes one field of a property for forms (`PropertyFieldResource`). */
export interface PropertyField extends WithUnknownFields {
  readonly name?: string | undefined;
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly required?: boolean | undefined;
  readonly validValues?: ReadonlyArray<string> | undefined;
  readonly innerType?: string | undefined;
  readonly innerTypeFields?: ReadonlyArray<PropertyField> | undefined;
}

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

/** The form fields of a definition and of its property (`PropertyFieldListResource`). */
export type PropertyFieldList = typeof PropertyFieldListSchema.Type;
export const PropertyFieldListSchema = Schema.Struct({
  propertyType: Schema.optional(Schema.String),
  propertyDefinitionFields: Schema.optional(Schema.Array(PropertyFieldSchema)),
  propertyFields: Schema.optional(Schema.Array(PropertyFieldSchema)),
  unknownFields,
});

/** Fields of every definition. */
interface Common extends WithUnknownFields {
  readonly name: string;
  readonly required: boolean;
  readonly fieldList?: PropertyFieldList | undefined;
  readonly friendlyName?: string | undefined;
  readonly description?: string | undefined;
  readonly optionsUrl?: string | undefined;
  readonly optionLabelPath?: string | undefined;
  readonly optionValuePath?: string | undefined;
}

interface Range<Bound> {
  readonly min?: Bound | undefined;
  readonly max?: Bound | undefined;
}
interface Count {
  readonly minCount?: number | undefined;
  readonly maxCount?: number | undefined;
}
interface FileLimits {
  readonly fileType?: string | undefined;
  readonly maxFileSize?: number | undefined;
}
interface PictureLimits {
  readonly minWidth?: number | undefined;
  readonly maxWidth?: number | undefined;
  readonly minHeight?: number | undefined;
  readonly maxHeight?: number | undefined;
}
interface LengthLimits {
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
}

export interface TextDefinition<
  Kind extends "text" | "formatted_text" = "text" | "formatted_text",
> extends Common {
  readonly type: Kind;
  readonly maxLength?: number | undefined;
}
export interface NumberDefinition<
  Kind extends "integer" | "long" | "double" = "integer" | "long" | "double",
>
  extends Common, Range<number> {
  readonly type: Kind;
}
export interface BooleanDefinition extends Common {
  readonly type: "boolean";
}
export interface DateDefinition<Time = Date> extends Common, Range<Time> {
  readonly type: "date";
}
export interface ListDefinition<Time = Date> extends Common, Count {
  readonly type: "list";
  readonly valueDefinition?: DefinitionOf<Time> | undefined;
}
export interface MapDefinition<Time = Date> extends Common {
  readonly type: "map";
  readonly allowAdditional?: boolean | undefined;
  readonly properties?: ReadonlyArray<DefinitionOf<Time>> | undefined;
}
export interface FileDefinition extends Common, FileLimits {
  readonly type: "file";
}
export interface FileGroupDefinition extends Common, FileLimits, Count {
  readonly type: "file_group";
}
export interface ImageDefinition extends Common, FileLimits, PictureLimits {
  readonly type: "image";
}
export interface ImageGroupDefinition extends Common, FileLimits, PictureLimits, Count {
  readonly type: "image_group";
}
export interface AudioDefinition extends Common, FileLimits, LengthLimits {
  readonly type: "audio";
}
export interface AudioGroupDefinition extends Common, FileLimits, LengthLimits, Count {
  readonly type: "audio_group";
}
export interface VideoDefinition extends Common, FileLimits, PictureLimits, LengthLimits {
  readonly type: "video";
}
export interface VideoGroupDefinition
  extends Common, FileLimits, PictureLimits, LengthLimits, Count {
  readonly type: "video_group";
}
/** A definition of a type that this version does not know; written back unchanged. */
export interface UnknownDefinition {
  readonly type: "unknown";
  readonly wire: unknown;
}

type DefinitionOf<Time> =
  | TextDefinition<"text">
  | TextDefinition<"formatted_text">
  | NumberDefinition<"integer">
  | NumberDefinition<"long">
  | NumberDefinition<"double">
  | BooleanDefinition
  | DateDefinition<Time>
  | FileDefinition
  | FileGroupDefinition
  | ImageDefinition
  | ImageGroupDefinition
  | AudioDefinition
  | AudioGroupDefinition
  | VideoDefinition
  | VideoGroupDefinition
  | ListDefinition<Time>
  | MapDefinition<Time>
  | UnknownDefinition;

/** A template's definition of one property, distinguished by `type`. */
export type PropertyDefinition = DefinitionOf<Date>;

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
  Schema.Struct({
    type: Schema.Literal("unknown"),
    wire: Schema.Unknown,
  }),
]).annotate({ expected: "a property definition: an object with a type, name and required" });
