import * as Schema from "effect/Schema";

export const DeleteUserTemplateOptionsSchema = Schema.Struct({
  cascade: Schema.optional(Schema.Literal("detach")),
});
