import * as Schema from "effect/Schema";

/**
 * Fields the API sent that this version of the library does not know, under their wire names.
 *
 * They are read into `unknownFields` and written back from it, so that a newer API loses nothing
 * when an object is read, changed and sent again. Absent when there are none.
 */
export const unknownFields = Schema.optional(Schema.Record(Schema.String, Schema.Unknown));

/** What {@link unknownFields} adds to a model. */
export interface WithUnknownFields {
  readonly unknownFields?: { readonly [wireName: string]: unknown } | undefined;
}
