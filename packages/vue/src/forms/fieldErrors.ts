import { isUsersError } from "@knetik-users/core";

/** What is wrong with each field, by its path: `email`, `additionalProperties.avatar.url`. */
export type FieldErrors = { readonly [field: string]: string | undefined };

/**
 * The issues of an error by field, for a form. Several of one field are joined. Empty where there is
 * no error or none about a field: `error.message` then says what happened.
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
    // Names come from the API: `__proto__` must be one like any other.
    Object.defineProperty(found, field, {
      value: before + message,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return found;
};
