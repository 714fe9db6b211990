import type {
  AdditionalProperties,
  FieldIssue,
  Property,
  PropertyDefinition,
} from "@knetik-users/core/effect";
import { checkFiles, checkFileType } from "./files.ts";
import { isRequired, nameOf, wireField } from "./definition.ts";
import { issueAt, type Path, withinLimits } from "./limits.ts";

/** Range of `integer`. */
const int32 = { min: -2_147_483_648, max: 2_147_483_647 };

type Issues = ReadonlyArray<FieldIssue>;

const seconds = (date: Date | undefined) =>
  date === undefined ? undefined : Math.floor(date.getTime() / 1000);

/** The type on the wire. */
const wireTypeOf = (property: Property): unknown =>
  property.type === "unknown" ? wireField(property.wire, "type") : property.type;

/**
 * Validates a property against its definition: its type and all limits that its value shows. The
 * size, dimensions and duration of a file are unknown here, where only its URL is stored.
 */
export const checkProperty = (
  path: Path,
  property: Property,
  definition: PropertyDefinition,
): Issues => {
  // A definition of an unknown type cannot be checked.
  if (definition.type === "unknown") return [];
  if (property.type === "unknown" && wireTypeOf(property) === definition.type) {
    return [issueAt(path, `is not a well-formed property of type ${definition.type}`)];
  }
  const otherKind = [issueAt([...path, "type"], `must be ${definition.type}`)];
  const value = [...path, "value"];
  switch (definition.type) {
    case "text":
    case "formatted_text": {
      if (property.type !== definition.type) return otherKind;
      const length = Array.from(property.value).length;
      return withinLimits(value, length, { max: definition.maxLength }, "characters");
    }
    case "integer":
      if (property.type !== "integer") return otherKind;
      return [
        ...withinLimits(value, property.value, int32),
        ...withinLimits(value, property.value, definition),
      ];
    case "long":
    case "double":
      if (property.type !== definition.type) return otherKind;
      return withinLimits(value, property.value, definition);
    case "date": {
      if (property.type !== "date") return otherKind;
      const limits = { min: seconds(definition.min), max: seconds(definition.max) };
      return withinLimits(value, seconds(property.value) ?? 0, limits, "(seconds since 1970)");
    }
    case "boolean":
      return property.type === "boolean" ? [] : otherKind;
    case "file":
    case "image":
    case "audio":
    case "video":
      if (property.type !== definition.type) return otherKind;
      return checkFileType(path, property, definition);
    case "file_group":
    case "image_group":
    case "audio_group":
    case "video_group":
      if (property.type !== definition.type) return otherKind;
      return checkFiles(path, property.files, definition);
    case "list": {
      if (property.type !== "list") return otherKind;
      const { minCount: min, maxCount: max, valueDefinition } = definition;
      const values = [...path, "values"];
      return [
        ...withinLimits(values, property.values.length, { min, max }, "values"),
        ...(valueDefinition === undefined
          ? []
          : property.values.flatMap((item, index) =>
              checkProperty([...values, String(index)], item, valueDefinition),
            )),
      ];
    }
    case "map":
      if (property.type !== "map") return otherKind;
      return checkNamed([...path, "map"], property.map, {
        properties: definition.properties ?? [],
        // A map without definitions may contain anything.
        allowAdditional: definition.allowAdditional ?? definition.properties === undefined,
      });
  }
};

/** Definitions of properties by name, of a template or a map. */
export interface NamedDefinitions {
  readonly properties: ReadonlyArray<PropertyDefinition>;
  readonly allowAdditional: boolean;
}

/** Validates properties by name: defined ones, missing required ones, and additional ones. */
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
    return allowAdditional ? [] : [issueAt([...path, name], "is not defined by the template")];
  });
  return [...missing, ...wrong];
};
