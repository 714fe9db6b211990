import * as Schema from "effect/Schema";

const key = "knetik-users/readOnly";

/**
 * A field of a write shape that only the server sets. It is accepted, so that an object that was
 * read can be sent back whole, and left out of what is sent.
 */
export const readOnly = <S extends Schema.Top>(schema: S) =>
  Schema.optional(Schema.toType(schema)).annotateKey({ [key]: true });

/** Whether a property signature was made with {@link readOnly}. */
export const isReadOnly = (annotations: object | undefined): boolean =>
  annotations !== undefined && key in annotations;
