import * as Schema from "effect/Schema";

/** Options of `deleteUserTemplate`. */
export interface DeleteUserTemplateOptions extends Schema.Schema.Type<
  typeof DeleteUserTemplateOptionsSchema
> {}
export const DeleteUserTemplateOptionsSchema = Schema.Struct({
  /** `"detach"` deletes the template even if it is in use, and removes it from its users. */
  cascade: Schema.optional(Schema.Literal("detach")),
});
