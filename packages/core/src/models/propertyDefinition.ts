import * as Schema from "effect/Schema";
import { EpochSeconds } from "./epochSeconds.ts";
import { unknownFields, type WithUnknownFields } from "./unknownFields.ts";
import { WireSchema } from "./wire.ts";

/** Describes one field of a property for forms (`PropertyFieldResource`). */
export interface PropertyField extends WithUnknownFields {
  /** Name of the field on the wire. */
  readonly name?: string | undefined;
  /** Type of the field, in the API's words. */
  readonly type?: string | undefined;
  /** Text for people who fill in the form. */
  readonly description?: string | undefined;
  /** `true` if the field must have a value. */
  readonly required?: boolean | undefined;
  /** The values that are allowed; absent if any is. */
  readonly validValues?: ReadonlyArray<string> | undefined;
  /** Type of the elements of a list or map. */
  readonly innerType?: string | undefined;
  /** Fields of each element. */
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
  /** The `type` of the property. */
  propertyType: Schema.optional(Schema.String),
  /** Fields of the definition. */
  propertyDefinitionFields: Schema.optional(Schema.Array(PropertyFieldSchema)),
  /** Fields of the property. */
  propertyFields: Schema.optional(Schema.Array(PropertyFieldSchema)),
  /** Fields of a newer API, by wire name. They are written back unchanged. Absent if there are none. */
  unknownFields,
});

/** Fields of every definition. */
interface Common extends WithUnknownFields {
  /** The customer's name of the property; never converted. */
  readonly name: string;
  /** `true` if a user of the template must have the property. */
  readonly required: boolean;
  /** Fields of the definition and of the property, for forms. Set by the server. */
  readonly fieldList?: PropertyFieldList | undefined;
  /** Name to show in forms. */
  readonly friendlyName?: string | undefined;
  /** Text for people who fill in the form. */
  readonly description?: string | undefined;
  /** URL of the values to choose from. */
  readonly optionsUrl?: string | undefined;
  /** Path of the text of each value in the response of `optionsUrl`. */
  readonly optionLabelPath?: string | undefined;
  /** Path of each value in the response of `optionsUrl`. */
  readonly optionValuePath?: string | undefined;
}

interface Range<Bound> {
  /** Smallest allowed value; of a date, whole seconds on the wire. */
  readonly min?: Bound | undefined;
  /** Largest allowed value; of a date, whole seconds on the wire. */
  readonly max?: Bound | undefined;
}
interface Count {
  /** Minimum number of elements or files. */
  readonly minCount?: number | undefined;
  /** Maximum number of elements or files. */
  readonly maxCount?: number | undefined;
}
interface FileLimits {
  /** Allowed types of file, such as `image/png`. */
  readonly fileType?: string | undefined;
  /** Presumably in bytes; the API's reference gives no unit. */
  readonly maxFileSize?: number | undefined;
}
interface PictureLimits {
  /** In pixels. */
  readonly minWidth?: number | undefined;
  /** In pixels. */
  readonly maxWidth?: number | undefined;
  /** In pixels. */
  readonly minHeight?: number | undefined;
  /** In pixels. */
  readonly maxHeight?: number | undefined;
}
interface LengthLimits {
  /** Presumably in seconds; the API's reference gives no unit. */
  readonly minLength?: number | undefined;
  /** Presumably in seconds; the API's reference gives no unit. */
  readonly maxLength?: number | undefined;
}

export interface TextDefinition<
  Kind extends "text" | "formatted_text" = "text" | "formatted_text",
> extends Common {
  /** Distinguishes the definitions. */
  readonly type: Kind;
  /** In characters. */
  readonly maxLength?: number | undefined;
}
export interface NumberDefinition<
  Kind extends "integer" | "long" | "double" = "integer" | "long" | "double",
>
  extends Common, Range<number> {
  /** Distinguishes the definitions. */
  readonly type: Kind;
}
export interface BooleanDefinition extends Common {
  /** Distinguishes the definitions. */
  readonly type: "boolean";
}
export interface DateDefinition<Time = Date> extends Common, Range<Time> {
  /** Distinguishes the definitions. */
  readonly type: "date";
}
export interface ListDefinition<Time = Date> extends Common, Count {
  /** Distinguishes the definitions. */
  readonly type: "list";
  /** Definition of every element. */
  readonly valueDefinition?: DefinitionOf<Time> | undefined;
}
export interface MapDefinition<Time = Date> extends Common {
  /** Distinguishes the definitions. */
  readonly type: "map";
  /** `true` allows properties that `properties` does not define. */
  readonly allowAdditional?: boolean | undefined;
  /** Definitions of the properties in the map. */
  readonly properties?: ReadonlyArray<DefinitionOf<Time>> | undefined;
}
export interface FileDefinition extends Common, FileLimits {
  /** Distinguishes the definitions. */
  readonly type: "file";
}
export interface FileGroupDefinition extends Common, FileLimits, Count {
  /** Distinguishes the definitions. */
  readonly type: "file_group";
}
export interface ImageDefinition extends Common, FileLimits, PictureLimits {
  /** Distinguishes the definitions. */
  readonly type: "image";
}
export interface ImageGroupDefinition extends Common, FileLimits, PictureLimits, Count {
  /** Distinguishes the definitions. */
  readonly type: "image_group";
}
export interface AudioDefinition extends Common, FileLimits, LengthLimits {
  /** Distinguishes the definitions. */
  readonly type: "audio";
}
export interface AudioGroupDefinition extends Common, FileLimits, LengthLimits, Count {
  /** Distinguishes the definitions. */
  readonly type: "audio_group";
}
export interface VideoDefinition extends Common, FileLimits, PictureLimits, LengthLimits {
  /** Distinguishes the definitions. */
  readonly type: "video";
}
export interface VideoGroupDefinition
  extends Common, FileLimits, PictureLimits, LengthLimits, Count {
  /** Distinguishes the definitions. */
  readonly type: "video_group";
}
/** A definition of a type that this version does not know; written back unchanged. */
export interface UnknownDefinition {
  /** Not the type on the wire, which is in `wire`. */
  readonly type: "unknown";
  /** The definition that the API sent, written back unchanged. */
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
  WireSchema,
]).annotate({ expected: "a property definition: an object with a type, name and required" });
