import type { PropertyDefinition } from "@knetik-users/core/effect";

/** The name of a definition, also of a kind that this version does not know. */
export const nameOf = (definition: PropertyDefinition): string => {
  const { name } = definition.type === "unknown" ? definition.wire : definition;
  return typeof name === "string" ? name : "";
};

/** Whether a property must be there, also of a kind that this version does not know. */
export const isRequired = (definition: PropertyDefinition): boolean =>
  (definition.type === "unknown" ? definition.wire["required"] : definition.required) === true;
