import type { PropertyDefinition } from "@knetik-users/core/effect";

/** A field of a value of an unknown type, by its wire name. */
export const wireField = (wire: unknown, name: string): unknown =>
  typeof wire === "object" && wire !== null ? Reflect.get(wire, name) : undefined;

/** The name of a definition, even if its type is unknown. */
export const nameOf = (definition: PropertyDefinition): string => {
  const name = definition.type === "unknown" ? wireField(definition.wire, "name") : definition.name;
  return typeof name === "string" ? name : "";
};

/** Checks whether a property is required, even if the type of its definition is unknown. */
export const isRequired = (definition: PropertyDefinition): boolean =>
  (definition.type === "unknown" ? wireField(definition.wire, "required") : definition.required) ===
  true;
