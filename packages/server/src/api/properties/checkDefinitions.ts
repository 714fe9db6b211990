import {
  type FieldIssue,
  fileGroupKinds,
  fileKinds,
  type PropertyDefinition,
  toSnakeCase,
} from "@knetik-users/core/effect";
import { nameOf, wireField } from "./definition.ts";
import { issueAt, type Path } from "./limits.ts";

const propertyTypes: ReadonlySet<unknown> = new Set([
  ...["text", "formatted_text", "integer", "long", "double", "date", "boolean", "list", "map"],
  ...fileKinds,
  ...fileGroupKinds,
]);

/** Pairs of limits; the first must not exceed the second. */
const ranges = [
  ["min", "max"],
  ["minCount", "maxCount"],
  ["minWidth", "maxWidth"],
  ["minHeight", "maxHeight"],
  ["minLength", "maxLength"],
] as const;

const checkRanges = (path: Path, definition: PropertyDefinition): ReadonlyArray<FieldIssue> => {
  const limits: { readonly [name: string]: unknown } = { ...definition };
  return ranges.flatMap(([low, high]) => {
    const [min, max] = [limits[low], limits[high]];
    // Dates compare by their time.
    return min !== undefined && max !== undefined && Number(min) > Number(max)
      ? [issueAt([...path, toSnakeCase(high)], `must not be less than ${toSnakeCase(low)}`)]
      : [];
  });
};

const checkDefinition = (path: Path, definition: PropertyDefinition): ReadonlyArray<FieldIssue> => {
  if (definition.type === "unknown") {
    // Types of a newer API are kept; known types must be well-formed.
    const type = wireField(definition.wire, "type");
    return propertyTypes.has(type)
      ? [issueAt(path, `is not a well-formed definition of type ${String(type)}`)]
      : [];
  }
  const wrong = checkRanges(path, definition);
  switch (definition.type) {
    case "list":
      return definition.valueDefinition === undefined
        ? wrong
        : [...wrong, ...checkDefinition([...path, "value_definition"], definition.valueDefinition)];
    case "map":
      return [...wrong, ...checkDefinitions([...path, "properties"], definition.properties ?? [])];
    default:
      return wrong;
  }
};

/** Validates the definitions of a template: duplicate or empty names, contradictory limits. */
export const checkDefinitions = (
  path: Path,
  definitions: ReadonlyArray<PropertyDefinition>,
): ReadonlyArray<FieldIssue> => {
  const seen = new Set<string>();
  return definitions.flatMap((definition, index) => {
    const here = [...path, String(index)];
    const name = nameOf(definition);
    const wrong = checkDefinition(here, definition);
    if (name === "") return [...wrong, issueAt([...here, "name"], "must not be empty")];
    if (seen.has(name)) return [...wrong, issueAt([...here, "name"], "is used twice")];
    seen.add(name);
    return wrong;
  });
};
