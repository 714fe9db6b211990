import * as Schema from "effect/Schema";

/**
 * Fields of a response that this version of the library does not know, under their wire names.
 *
 * They are kept in `unknownFields` and written back, so that an object from a newer API loses nothing
 * when it is modified and sent back. Absent if there are none.
 */
export const unknownFields = Schema.optional(Schema.Record(Schema.String, Schema.Unknown));
