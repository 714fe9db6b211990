import * as core from "@knetik-users/core/effect";
import * as Schema from "effect/Schema";
import { type JsonSchema, type JsonSchemas, jsonSchemaOf } from "./wireJsonSchema.ts";

const refTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

const isSchema = (value: unknown): value is Schema.Codec<unknown, unknown> =>
  Schema.isSchema(value);

const withoutReferences = (schema: JsonSchema): boolean => schema["$ref"] === undefined;

/** What core exports as `UserSchema` is called `User`. Searches are queries, not models. */
const models: ReadonlyArray<readonly [name: string, schemas: JsonSchemas]> = Object.entries(
  core,
).flatMap(([name, value]) =>
  name.endsWith("Schema") && !/(Search|Filter|Ref)Schema$/.test(name) && isSchema(value)
    ? [[name.replace(/Schema$/, ""), jsonSchemaOf(value)] as const]
    : [],
);

/** The models by what they are, so that a schema that holds one can refer to it. */
const names = new Map(
  models.map(([name, { schema, definitions }]) => {
    const own = schema["$ref"];
    const target = typeof own === "string" ? definitions[own.replace("#/$defs/", "")] : schema;
    return [JSON.stringify(target), name] as const;
  }),
);

/** Replaces models by references to them, and local references by what they are called. */
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

/** A schema of the contract, which refers to the {@link components} it is made of. */
export const schemaOf = (schema: Schema.Codec<unknown, unknown>): JsonSchema => {
  const { schema: json, definitions } = jsonSchemaOf(schema);
  return withReferences(json, definitions) as JsonSchema;
};

/** The models that have a name, in the order of their names. */
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
