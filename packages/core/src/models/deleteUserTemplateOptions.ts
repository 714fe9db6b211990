/** Options of `deleteUserTemplate`. */
export interface DeleteUserTemplateOptions {
  /** `"detach"` deletes the template even if it is in use, and removes it from its users. */
  readonly cascade?: "detach" | undefined;
}
