import * as Schema from "effect/Schema";
import * as SchemaGetter from "effect/SchemaGetter";

const fields = { type: Schema.Literal("unknown") };

/**
 * Stands in for a value that the core cannot read. Its `wire` is any JSON, which a caller could write to
 * the API and would see. A response says that there is a value. A body with one is rejected, because
 * dropping it would delete the stored value.
 */
export const UnreadableValue = Schema.Struct(fields)
  .annotate({ description: "A value that this version cannot read. Only in responses." })
  .pipe(
    Schema.decodeTo(Schema.Struct(fields), {
      decode: SchemaGetter.forbidden(
        () => 'must be of a known type: values of type "unknown" cannot be written',
      ),
      encode: SchemaGetter.passthrough(),
    }),
  );
