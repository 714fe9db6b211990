import * as Schema from "effect/Schema";

const key = "knetik-users/readOnly";

/**
 * A field of an input model that only the server sets. It is accepted, so that an object returned by the
 * API can be sent back, but not sent.
 */
export const readOnly = <S extends Schema.Top>(schema: S) =>
  Schema.optional(Schema.toType(schema)).annotateKey({ [key]: true });

/** Checks for a property signature made with {@link readOnly}. */
export const isReadOnly = (annotations: object | undefined): boolean =>
  annotations !== undefined && key in annotations;
