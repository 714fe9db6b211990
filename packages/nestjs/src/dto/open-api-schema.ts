import { withoutOptionalNull } from "@knetik-users/core/effect";
import * as Schema from "effect/Schema";

/** A schema of an OpenAPI document, version 3.0. */
export interface OpenApiSchema {
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly nullable?: boolean;
  readonly properties?: Record<string, OpenApiSchema>;
  readonly required?: Array<string>;
  readonly items?: OpenApiSchema;
  readonly anyOf?: Array<OpenApiSchema>;
  readonly enum?: Array<unknown>;
  readonly additionalProperties?: boolean | OpenApiSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
}

type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isNull = (schema: unknown): boolean => isJson(schema) && schema["type"] === "null";

const entries = (value: unknown): ReadonlyArray<[string, Json]> =>
  isJson(value)
    ? Object.entries(value).flatMap(([name, schema]) => (isJson(schema) ? [[name, schema]] : []))
    : [];

/** Converts JSON Schema draft 7 to OpenAPI 3.0, with all references inlined. */
const convert = (schema: Json, definitions: Json, within: ReadonlyArray<string>): OpenApiSchema => {
  const { $ref, $schema: _schema, definitions: _definitions, ...rest } = schema;
  const into = (value: Json) => convert(value, definitions, within);
  if (typeof $ref === "string") {
    const name = $ref.replace("#/definitions/", "");
    const target = definitions[name];
    // Properties are recursive: only one level is shown.
    return isJson(target) && !within.includes(name)
      ? convert({ ...target, ...rest }, definitions, [...within, name])
      : { type: "object", description: "The same as one level above." };
  }
  const { anyOf, properties, required, items, additionalProperties, ...plain } = rest;
  const needed: ReadonlyArray<unknown> = Array.isArray(required) ? required : [];
  const members = Array.isArray(anyOf) ? anyOf.filter(isJson) : [];
  const notNull = members.filter((member) => !isNull(member));
  const nullable = notNull.length < members.length ? { nullable: true } : {};
  const [only] = notNull;
  if (notNull.length === 1 && only !== undefined) return { ...into(only), ...plain, ...nullable };
  return {
    ...plain,
    ...nullable,
    ...(notNull.length > 0 && { anyOf: notNull.map(into) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        entries(properties).map(([name, property]) => [
          name,
          into(needed.includes(name) ? property : withoutOptionalNull(property)),
        ]),
      ),
    }),
    ...(needed.length > 0 && { required: needed.map(String) }),
    ...(isJson(items) && { items: into(items) }),
    ...(isJson(additionalProperties) && { additionalProperties: into(additionalProperties) }),
  };
};

/** The OpenAPI schema of a model, without references. */
export const openApiOf = (schema: Schema.Codec<unknown, unknown>): OpenApiSchema => {
  const json = Schema.toStandardJSONSchemaV1(schema)["~standard"].jsonSchema.input({
    target: "draft-07",
  });
  const definitions = json["definitions"];
  return convert(json, isJson(definitions) ? definitions : {}, []);
};
