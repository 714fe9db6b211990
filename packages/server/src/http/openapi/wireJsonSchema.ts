import { toSnakeCase, withoutOptionalNull } from "@knetik-users/core/effect";
import * as Schema from "effect/Schema";

/** A JSON Schema (draft 2020-12), as in OpenAPI 3.1. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** A schema and those it refers to with `#/$defs/…`. */
export interface JsonSchemas {
  readonly schema: JsonSchema;
  readonly definitions: { readonly [name: string]: JsonSchema };
}

const isObject = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Core's wrapper for properties of unknown types, which does not exist on the wire. */
const isUnknownKind = (schema: unknown): boolean => {
  const type = isObject(schema) && isObject(schema["properties"]) && schema["properties"]["type"];
  return isObject(type) && Array.isArray(type["enum"]) && type["enum"][0] === "unknown";
};

/** Wire schema of a `Date`. */
const epochSeconds = { type: "integer", format: "int64", description: "Seconds since 1970." };
const latestSecond = 8_640_000_000_000;

/**
 * Drops ranges as wide as JavaScript's numbers, and turns those as wide as its dates into dates.
 */
const withTelling = ({ minimum, maximum, ...rest }: JsonSchema): JsonSchema =>
  maximum === latestSecond
    ? { ...rest, ...epochSeconds }
    : {
        ...rest,
        ...(minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER && { minimum }),
        ...(maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER && { maximum }),
      };

const properties = (given: JsonSchema, required: ReadonlyArray<unknown>): JsonSchema =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([name]) => name !== "unknownFields")
      .map(([name, schema]) => [
        toSnakeCase(name),
        isObject(schema) && !required.includes(name)
          ? toWire(withoutOptionalNull(schema))
          : toWire(schema),
      ]),
  );

/** Converts names to wire names and removes core's own additions. */
const toWire = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.filter((item) => !isUnknownKind(item)).map(toWire);
  if (!isObject(value)) return value;
  const required = Array.isArray(value["required"]) ? value["required"] : [];
  return withTelling(
    Object.fromEntries(
      Object.entries(value)
        // Omitted, because every schema allows unknown fields.
        .filter(([keyword, item]) => keyword !== "additionalProperties" || item !== true)
        .map(([keyword, item]) => {
          if (keyword === "properties" && isObject(item))
            return [keyword, properties(item, required)];
          if (keyword === "required")
            return [keyword, required.map((name) => toSnakeCase(String(name)))];
          return [keyword, keyword === "enum" ? item : toWire(item)];
        }),
    ),
  );
};

/** Converts a contract schema to the JSON Schema of its wire format. */
export const jsonSchemaOf = (schema: Schema.Codec<unknown, unknown>): JsonSchemas => {
  const document = Schema.toJsonSchemaDocument(schema);
  return toWire({ schema: document.schema, definitions: document.definitions }) as JsonSchemas;
};
