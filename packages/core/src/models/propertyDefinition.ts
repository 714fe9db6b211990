import type { WithUnknownFields } from "./unknownFields.ts";

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

/** The form fields of a definition and of its property (`PropertyFieldListResource`). */
export interface PropertyFieldList extends WithUnknownFields {
  /** The `type` of the property. */
  readonly propertyType?: string | undefined;
  /** Fields of the definition. */
  readonly propertyDefinitionFields?: ReadonlyArray<PropertyField> | undefined;
  /** Fields of the property. */
  readonly propertyFields?: ReadonlyArray<PropertyField> | undefined;
}

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

/** A definition whose times are `Date`s, or numbers of seconds as on the wire. */
export type DefinitionOf<Time> =
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
