import * as core from "@knetik-users/core/effect";
import { adminSchemaOf } from "@knetik-users/core/admin-schemas";
import * as Schema from "effect/Schema";
import { type JsonSchema, type JsonSchemas, jsonSchemaOf } from "./wireJsonSchema.ts";

const refTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

const isSchema = (value: unknown): value is Schema.Codec<unknown, unknown> =>
  Schema.isSchema(value);

const withoutReferences = (schema: JsonSchema): boolean => schema["$ref"] === undefined;

/** Names of models: `User` for `UserSchema`. Searches are queries, not models. */
const models: ReadonlyArray<readonly [name: string, schemas: JsonSchemas]> = Object.entries(
  core,
).flatMap(([name, value]) =>
  name.endsWith("Schema") && !/(Search|Filter|Ref)Schema$/.test(name) && isSchema(value)
    ? [[name.replace(/Schema$/, ""), jsonSchemaOf(value)] as const]
    : [],
);

/** Models by their schema, so that other schemas can refer to them. */
const names = new Map(
  models.map(([name, { schema, definitions }]) => {
    const own = schema["$ref"];
    const target = typeof own === "string" ? definitions[own.replace("#/$defs/", "")] : schema;
    return [JSON.stringify(target), name] as const;
  }),
);

/** Replaces models and local references by references to components. */
const withReferences = (
  value: unknown,
  definitions: JsonSchemas["definitions"],
  isModel = false,
): unknown => {
  if (Array.isArray(value)) return value.map((item) => withReferences(item, definitions));
  if (typeof value !== "object" || value === null) return value;
  const name = names.get(JSON.stringify(value));
  if (name !== undefined && !isModel) return refTo(name);
  const { $ref } = value as JsonSchema;
  if (typeof $ref === "string" && $ref.startsWith("#/$defs/")) {
    return withReferences(definitions[$ref.replace("#/$defs/", "")], definitions);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withReferences(item, definitions)]),
  );
};

/** JSON Schema of a codec of the contract, with references to {@link components}. */
export const schemaOf = (codec: core.Codec): JsonSchema => {
  const { schema: json, definitions } = jsonSchemaOf(adminSchemaOf(codec));
  return withReferences(json, definitions) as JsonSchema;
};

/** All named models, sorted. */
export const components = (): { readonly [name: string]: JsonSchema } =>
  Object.fromEntries(
    models.map(([name, { schema, definitions }]) => {
      const own = schema["$ref"];
      const model = withoutReferences(schema)
        ? schema
        : definitions[String(own).replace("#/$defs/", "")];
      return [name, withReferences(model, definitions, true) as JsonSchema];
    }),
  );
