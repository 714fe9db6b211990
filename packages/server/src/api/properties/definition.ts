import type { PropertyDefinition } from "@knetik-users/core/effect";

/** A field of something of a kind that this version does not know, under its wire name. */
export const wireField = (wire: unknown, name: string): unknown =>
  typeof wire === "object" && wire !== null ? Reflect.get(wire, name) : undefined;

/** The name of a definition, also of a kind that this version does not know. */
export const nameOf = (definition: PropertyDefinition): string => {
  const name = definition.type === "unknown" ? wireField(definition.wire, "name") : definition.name;
  return typeof name === "string" ? name : "";
};

/** Whether a property must be there, also of a kind that this version does not know. */
export const isRequired = (definition: PropertyDefinition): boolean =>
  (definition.type === "unknown" ? wireField(definition.wire, "required") : definition.required) ===
  true;
