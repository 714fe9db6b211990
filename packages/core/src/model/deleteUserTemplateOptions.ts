import * as Schema from "effect/Schema";

/** What `deleteUserTemplate` may be told. */
export interface DeleteUserTemplateOptions extends Schema.Schema.Type<
  typeof DeleteUserTemplateOptionsSchema
> {}
export const DeleteUserTemplateOptionsSchema = Schema.Struct({
  /** `"detach"`: delete the template even if users have it, and take it off them. */
  cascade: Schema.optional(Schema.Literal("detach")),
});
