import * as Schema from "effect/Schema";

const PageOrderSchema = Schema.Struct({
  property: Schema.optional(Schema.String),
  direction: Schema.optional(Schema.String),
  ascending: Schema.optional(Schema.Boolean),
  descending: Schema.optional(Schema.Boolean),
  ignoreCase: Schema.optional(Schema.Boolean),
  nullHandling: Schema.optional(Schema.String),
});

/** The schema of a page of `item`s. */
export const PageSchema = <S extends Schema.Top>(item: S) =>
  Schema.Struct({
    content: Schema.Array(item),
    first: Schema.optional(Schema.Boolean),
    last: Schema.optional(Schema.Boolean),
    number: Schema.optional(Schema.Int),
    numberOfElements: Schema.optional(Schema.Int),
    size: Schema.optional(Schema.Int),
    sort: Schema.optional(Schema.Array(PageOrderSchema)),
    totalElements: Schema.optional(Schema.Int),
    totalPages: Schema.optional(Schema.Int),
  });
