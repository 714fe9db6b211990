import type { Property, User } from "@knetik-users/core";

/** Type of a custom property, such as `"image"`. */
export type PropertyKind = Exclude<Property["type"], "unknown">;

/**
 * Gets a custom property of a user; `undefined` if it is missing or has another type.
 *
 * @example
 * ```ts
 * import { property, useUser } from "@knetik-users/vue";
 * import { computed } from "vue";
 *
 * const { data: user } = useUser("me");
 * const avatar = computed(() => property(user.value, "avatar", "image")?.url);
 * ```
 */
export const property = <Kind extends PropertyKind>(
  user: Pick<User, "additionalProperties"> | undefined | null,
  name: string,
  kind: Kind,
): Extract<Property, { readonly type: Kind }> | undefined => {
  const properties = user?.additionalProperties;
  const found = properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return found?.type === kind ? (found as Extract<Property, { readonly type: Kind }>) : undefined;
};
