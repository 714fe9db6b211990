import type { WithUnknownFields } from "./unknownFields.ts";

/** Property types whose value is one file. */
export const fileKinds = ["file", "image", "audio", "video"] as const;
/** Property types whose value is several files. */
export const fileGroupKinds = ["file_group", "image_group", "audio_group", "video_group"] as const;

export type FileKind = (typeof fileKinds)[number];
export type FileGroupKind = (typeof fileGroupKinds)[number];
/** The file type of a group: `image` for `image_group`. */
export type MemberKind<Kind extends FileGroupKind> = Kind extends `${infer Member}_group`
  ? Member & FileKind
  : never;

/** A text value. */
export interface TextProperty<
  Kind extends "text" | "formatted_text" = "text" | "formatted_text",
> extends WithUnknownFields {
  /** Distinguishes the properties. */
  readonly type: Kind;
  /** At most the `maxLength` characters of its definition. */
  readonly value: string;
}
/** A number; an `integer` is a whole number. */
export interface NumberProperty<
  Kind extends "integer" | "double" = "integer" | "double",
> extends WithUnknownFields {
  /** Distinguishes the properties. */
  readonly type: Kind;
  /** Finite; an `integer` is whole. */
  readonly value: number;
}
/**
 * A whole number of 64 bits. It is read as a `number` if that is exact, up to
 * `Number.MAX_SAFE_INTEGER`, and as a `bigint` otherwise. `JSON.stringify` refuses a `bigint`;
 * `stringifyJson` writes it as a number.
 */
export interface LongProperty extends WithUnknownFields {
  /** Distinguishes the properties. */
  readonly type: "long";
  /** -2^63 to 2^63 - 1; a `bigint` where a `number` is not exact. */
  readonly value: number | bigint;
}
/** A boolean. */
export interface BooleanProperty extends WithUnknownFields {
  /** Distinguishes the properties. */
  readonly type: "boolean";
  /** `true` or `false`. */
  readonly value: boolean;
}
/** A date: whole seconds on the wire, a `Date` here. */
export interface DateProperty<Time = Date> extends WithUnknownFields {
  /** Distinguishes the properties. */
  readonly type: "date";
  /** Whole seconds on the wire; milliseconds are dropped. */
  readonly value: Time;
}
/** A file stored elsewhere, referenced by its `url`. */
export interface FileProperty<Kind extends FileKind = FileKind> extends WithUnknownFields {
  /** Distinguishes the properties. */
  readonly type: Kind;
  /** Address of the file. */
  readonly url?: string | undefined;
  /** Type of the file, such as `image/png`. */
  readonly fileType?: string | undefined;
  /** Checksum of the file. */
  readonly crc?: string | undefined;
  /** Text about the file. */
  readonly description?: string | undefined;
}
/** Several files of one type. */
export interface FileGroupProperty<
  Kind extends FileGroupKind = FileGroupKind,
> extends WithUnknownFields {
  /** Distinguishes the properties. */
  readonly type: Kind;
  /** In order, all of the type of the group. */
  readonly files: ReadonlyArray<FileProperty<MemberKind<Kind>>>;
}
/** An ordered list of properties. */
export interface ListProperty<Time = Date> extends WithUnknownFields {
  /** Distinguishes the properties. */
  readonly type: "list";
  /** In order. */
  readonly values: ReadonlyArray<PropertyOf<Time>>;
}
/** Properties by name. The names are the customer's and are never converted. */
export interface MapProperty<Time = Date> extends WithUnknownFields {
  /** Distinguishes the properties. */
  readonly type: "map";
  /** The properties by the customer's names. */
  readonly map: { readonly [name: string]: PropertyOf<Time> };
}
/**
 * A property that this version cannot read: of an unknown type, or with a value that does not match its
 * type. `wire` is the value that the API sent; it is written back unchanged.
 */
export interface UnknownProperty {
  /** Not the type on the wire, which is in `wire`. */
  readonly type: "unknown";
  /** The value that the API sent, written back unchanged. */
  readonly wire: unknown;
}

/** A property whose times are `Date`s, or numbers of seconds as on the wire. */
export type PropertyOf<Time> =
  | TextProperty<"text">
  | TextProperty<"formatted_text">
  | NumberProperty<"integer">
  | LongProperty
  | NumberProperty<"double">
  | BooleanProperty
  | DateProperty<Time>
  | FileProperty<"file">
  | FileProperty<"image">
  | FileProperty<"audio">
  | FileProperty<"video">
  | FileGroupProperty<"file_group">
  | FileGroupProperty<"image_group">
  | FileGroupProperty<"audio_group">
  | FileGroupProperty<"video_group">
  | ListProperty<Time>
  | MapProperty<Time>
  | UnknownProperty;

/**
 * A value in a user's `additionalProperties`, distinguished by `type`; `"unknown"` is for types of a
 * newer API.
 */
export type Property = PropertyOf<Date>;

/** The custom properties of a user, by the customer's names. */
export type AdditionalProperties = { readonly [name: string]: Property };
