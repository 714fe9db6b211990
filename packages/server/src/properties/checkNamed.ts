import type {
  AdditionalProperties,
  FieldIssue,
  PropertyDefinition,
} from "@knetik-users/core/effect";
import { checkProperty } from "./checkProperty.ts";
import { nameOf, isRequired } from "./definition.ts";
import { issueAt, type Path } from "./limits.ts";

/** What a template, or the definition of a map, says of properties by name. */
export interface NamedDefinitions {
  readonly properties: ReadonlyArray<PropertyDefinition>;
  readonly allowAdditional: boolean;
}

/** Checks properties by name: each defined one, that no required one is missing, and the extras. */
export const checkNamed = (
  path: Path,
  values: AdditionalProperties,
  { properties, allowAdditional }: NamedDefinitions,
): ReadonlyArray<FieldIssue> => {
  const definitions = new Map(properties.map((definition) => [nameOf(definition), definition]));
  const missing = properties
    .filter((definition) => isRequired(definition) && !Object.hasOwn(values, nameOf(definition)))
    .map((definition) => issueAt([...path, nameOf(definition)], "is required"));
  const wrong = Object.entries(values).flatMap(([name, property]) => {
    const definition = definitions.get(name);
    if (definition !== undefined) return checkProperty([...path, name], property, definition);
    return allowAdditional ? [] : [issueAt([...path, name], "is not named by the template")];
  });
  return [...missing, ...wrong];
};
