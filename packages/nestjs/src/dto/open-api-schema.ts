import { withoutOptionalNull } from "@knetik-users/core/effect";
import * as Schema from "effect/Schema";

/** A schema of an OpenAPI document, version 3.0. */
export interface OpenApiSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly example?: unknown;
  readonly writeOnly?: boolean;
  readonly nullable?: boolean;
  readonly properties?: Record<string, OpenApiSchema>;
  readonly required?: Array<string>;
  readonly items?: OpenApiSchema;
  readonly anyOf?: Array<OpenApiSchema>;
  readonly allOf?: Array<OpenApiSchema>;
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

/** Where named models are in an OpenAPI document. */
const componentsPath = "#/components/schemas/";

/** The name of the model that a schema refers to. */
export const referenceOf = ({ $ref }: OpenApiSchema): string | undefined =>
  $ref?.startsWith(componentsPath) === true ? $ref.slice(componentsPath.length) : undefined;

interface Conversion {
  readonly definitions: Json;
  /** Models that are being inlined. */
  readonly within: ReadonlyArray<string>;
  /** Models to refer to instead of inlining them. */
  readonly isNamed: (name: string) => boolean;
}

const maxSafe = Number.MAX_SAFE_INTEGER;
/** The range of a `Date`, in seconds. */
const maxSeconds = 8_640_000_000_000;

/** Bounds that only say how numbers are stored, and that examples would be made of. */
const withoutTechnicalBounds = (schema: Json): Json => {
  const { minimum, maximum, ...rest } = schema;
  if (maximum === maxSeconds && minimum === -maxSeconds) {
    return { ...rest, type: "integer", format: "int64", description: "Seconds since 1970." };
  }
  return {
    ...rest,
    ...(minimum !== undefined && minimum !== -maxSafe && { minimum }),
    ...(maximum !== undefined && maximum !== maxSafe && { maximum }),
  };
};

/** Effect's `examples` annotation as OpenAPI's `example`. */
const withExample = ({ examples, ...schema }: Json): Json => ({
  ...schema,
  ...(Array.isArray(examples) && examples.length > 0 && { example: examples[0] as unknown }),
});

/** Converts JSON Schema draft 7 to OpenAPI 3.0. */
const convert = (schema: Json, conversion: Conversion): OpenApiSchema => {
  const { definitions, within, isNamed } = conversion;
  const { $ref, $schema: _schema, definitions: _definitions, ...rest } = schema;
  const into = (value: Json) => convert(value, conversion);
  if (typeof $ref === "string") {
    const name = $ref.replace("#/definitions/", "");
    if (within.length > 0 && isNamed(name)) {
      const reference = { $ref: componentsPath + name };
      // OpenAPI 3.0 ignores what is beside a reference.
      return Object.keys(rest).length === 0 ? reference : { allOf: [reference], ...rest };
    }
    const target = definitions[name];
    // Properties are recursive: only one level is shown.
    return isJson(target) && !within.includes(name)
      ? convert({ ...target, ...rest }, { ...conversion, within: [...within, name] })
      : { type: "object", description: "The same as one level above." };
  }
  const { anyOf, properties, required, items, additionalProperties, allOf, ...stated } = rest;
  // Effect writes checks and documentation as further conditions.
  const conditions = Array.isArray(allOf) ? allOf.filter(isJson) : [];
  const merged = conditions.reduce((all, condition) => ({ ...all, ...condition }), stated);
  const plain = withExample(withoutTechnicalBounds(merged));
  const needed: ReadonlyArray<unknown> = Array.isArray(required) ? required : [];
  const members = Array.isArray(anyOf) ? anyOf.filter(isJson) : [];
  const notNull = members.filter((member) => !isNull(member));
  const nullable = notNull.length < members.length ? { nullable: true } : {};
  const [only] = notNull;
  if (notNull.length === 1 && only !== undefined) {
    const single = into(only);
    return single.$ref !== undefined && Object.keys({ ...plain, ...nullable }).length > 0
      ? { allOf: [single], ...plain, ...nullable }
      : { ...single, ...plain, ...nullable };
  }
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

/** The OpenAPI schema of a model, with references to the named models that it contains. */
export const openApiOf = (
  schema: Schema.Codec<unknown, unknown>,
  isNamed: (name: string) => boolean = () => false,
): OpenApiSchema => {
  const json = Schema.toStandardJSONSchemaV1(schema)["~standard"].jsonSchema.input({
    target: "draft-07",
  });
  const definitions = isJson(json["definitions"]) ? json["definitions"] : {};
  // A named model refers to itself at the root, where it is inlined.
  const within = typeof json["$ref"] === "string" ? [] : [""];
  return convert(json, { definitions, within, isNamed });
};
