import * as Schema from "effect/Schema";

/** One thing the API has to say of a failed call (`ErrorResource`). */
export const ErrorResourceSchema = Schema.Struct({
  message: Schema.optional(Schema.String),
  field: Schema.optional(Schema.String),
  details: Schema.optional(Schema.Unknown),
});

/** Body of a failed call (`Result`). Every field may be missing: proxies answer, too. */
export interface ResultBody extends Schema.Schema.Type<typeof ResultBodySchema> {}
export const ResultBodySchema = Schema.Struct({
  code: Schema.optional(Schema.Int),
  requestId: Schema.optional(Schema.String),
  result: Schema.optional(Schema.Array(ErrorResourceSchema)),
});
