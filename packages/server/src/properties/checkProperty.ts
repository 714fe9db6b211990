import type { FieldIssue, Property, PropertyDefinition } from "@knetik-users/core/effect";
import { checkNamed } from "./checkNamed.ts";
import { checkFiles, checkFileType } from "./files.ts";
import { wireField } from "./definition.ts";
import { issueAt, type Path, withinLimits } from "./limits.ts";

/** What `integer` can hold; `long` holds what JavaScript can count exactly, as the contract says. */
const int32 = { min: -2_147_483_648, max: 2_147_483_647 };

type Issues = ReadonlyArray<FieldIssue>;

const seconds = (date: Date | undefined) =>
  date === undefined ? undefined : Math.floor(date.getTime() / 1000);

/** The kind as it stands on the wire. */
const wireKind = (property: Property): unknown =>
  property.type === "unknown" ? wireField(property.wire, "type") : property.type;

/**
 * Checks one property against its definition: its kind, and every limit that can be told from what
 * the property carries. Pixels, bytes and playing time of a file cannot: only its address is here.
 */
export const checkProperty = (
  path: Path,
  property: Property,
  definition: PropertyDefinition,
): Issues => {
  // Of a kind that this version does not know nothing can be checked.
  if (definition.type === "unknown") return [];
  if (property.type === "unknown" && wireKind(property) === definition.type) {
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
        // A map of which nothing is said may hold anything.
        allowAdditional: definition.allowAdditional ?? definition.properties === undefined,
      });
  }
};
