import type * as Schema from "effect/Schema";

/** Keeps the named type in editor hovers. */
export const named = <Type>(schema: Schema.Codec<Type, unknown>): Schema.Codec<Type, unknown> =>
  schema;
