import { isUsersError } from "@knetik-users/core";

/** Error messages by field path: `email`, `additionalProperties.avatar.url`. */
export type FieldErrors = { readonly [field: string]: string | undefined };

/**
 * Groups the issues of an error by field, for a form. Several issues of one field are joined. Returns
 * an empty object if the error has no field issues; show `error.message` then.
 *
 * @example
 * ```ts
 * import { fieldErrorsOf, useUsersClient } from "@knetik-users/vue";
 *
 * const users = useUsersClient();
 * const { error } = await users.result.registerUser({ username: "", email: "ada" });
 * console.log(fieldErrorsOf(error).email);
 * ```
 */
export const fieldErrorsOf = (error: unknown): FieldErrors => {
  const found: Record<string, string> = {};
  for (const { field, message } of isUsersError(error) ? error.issues : []) {
    if (field === "") continue;
    const before = Object.hasOwn(found, field) ? `${found[field] ?? ""}; ` : "";
    // Field names come from the API; an assignment would ignore `__proto__`.
    Object.defineProperty(found, field, {
      value: before + message,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return found;
};
