import * as Schema from "effect/Schema";

/**
 * Fields of a response that this version of the library does not know, under their wire names.
 *
 * They are kept in `unknownFields` and written back, so that an object from a newer API loses nothing
 * when it is modified and sent back. Absent if there are none.
 */
export const unknownFields = Schema.optional(Schema.Record(Schema.String, Schema.Unknown));

/** The field that {@link unknownFields} adds to a model. */
export interface WithUnknownFields {
  /** Fields of a newer API, by wire name. They are written back unchanged. Absent if there are none. */
  readonly unknownFields?: { readonly [wireName: string]: unknown } | undefined;
}
