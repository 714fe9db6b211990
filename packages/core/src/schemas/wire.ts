import * as Schema from "effect/Schema";

const key = "knetik-users/wire";

/** A value that this version cannot read, kept as the API sent it. */
export const WireSchema = Schema.Struct({
  type: Schema.Literal("unknown"),
  wire: Schema.Unknown,
}).annotate({ [key]: true });

/** Checks for the annotations of {@link WireSchema}, which accepts any JSON. */
export const isWire = (annotations: object | undefined): boolean =>
  annotations !== undefined && key in annotations;
