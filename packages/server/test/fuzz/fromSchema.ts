import * as fc from "fast-check";
import type { JsonSchema } from "../../src/http/openapi/wireJsonSchema.ts";
import { document } from "../documented.ts";

/** Values with a meaning for this server, by field name. */
export type Known = Readonly<Record<string, ReadonlyArray<unknown>>>;

const text = ({ minLength = 0, maxLength = 24 }: JsonSchema) =>
  fc.string({
    unit: "grapheme",
    minLength: Number(minLength),
    maxLength: Math.min(Number(maxLength), 24),
  });

const integer = ({ minimum = -5_000_000_000, maximum = 5_000_000_000 }: JsonSchema) =>
  fc.oneof(
    fc.constantFrom(Number(minimum), Number(maximum)),
    fc.integer({ min: Math.max(Number(minimum), -100), max: 100 }),
  );

const resolved = (schema: JsonSchema): JsonSchema => {
  const { $ref } = schema;
  if (typeof $ref !== "string") return schema;
  return document.components.schemas[$ref.replace("#/components/schemas/", "")]!;
};

const isRecursive = (schema: JsonSchema) => JSON.stringify(schema).includes("$ref");

const objectOf = (schema: JsonSchema, known: Known, depth: number): fc.Arbitrary<unknown> => {
  const { properties = {}, required = [], additionalProperties } = schema;
  if (typeof additionalProperties === "object" && additionalProperties !== null) {
    const names = fc.constantFrom(...(known["properties"] ?? ["a"]).map(String));
    const value = fromSchema(additionalProperties as JsonSchema, known, depth - 1);
    return fc.dictionary(names, value, { maxKeys: 3, noNullPrototype: true });
  }
  const fields = Object.entries(properties as Record<string, JsonSchema>).map(([name, own]) => {
    const usual = fromSchema(own, known, depth - 1);
    const values = known[name];
    return [
      name,
      values === undefined
        ? usual
        : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...values) }, usual),
    ] as const;
  });
  // Optional in the contract, but required by this server: without it every registration would
  // fail.
  const always = new Set([...(required as ReadonlyArray<string>), "password"]);
  const isRequired = ([name]: (typeof fields)[number]) => always.has(name);
  const demanded = fields.filter(isRequired);
  const optional = fields.filter((field) => !isRequired(field));
  // A few at a time: of many, one would probably be invalid.
  return fc
    .subarray(optional, { maxLength: Math.min(3, optional.length) })
    .chain((chosen) =>
      fc.record(Object.fromEntries([...demanded, ...chosen]), { noNullPrototype: true }),
    );
};

/** Values valid for a schema of the OpenAPI document. */
export const fromSchema = (given: JsonSchema, known: Known, depth = 4): fc.Arbitrary<unknown> => {
  const schema = resolved(given);
  const { type, anyOf, enum: literals, items } = schema;
  if (Array.isArray(literals)) return fc.constantFrom(...(literals as ReadonlyArray<unknown>));
  if (Array.isArray(anyOf)) {
    const members = anyOf as ReadonlyArray<JsonSchema>;
    const flat = members.filter((member) => !isRecursive(member));
    const usable = depth <= 0 && flat.length > 0 ? flat : members;
    return fc.oneof(...usable.map((member) => fromSchema(member, known, depth)));
  }
  switch (type) {
    case "string":
      return text(schema);
    case "integer":
      return integer(schema);
    case "number":
      return fc.oneof(fc.integer({ min: 0, max: 50 }), fc.double({ noNaN: true }));
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return depth <= 0
        ? fc.constant([])
        : fc.array(fromSchema((items ?? {}) as JsonSchema, known, depth - 1), { maxLength: 3 });
    default:
      return type === "object" && depth > -2
        ? objectOf(schema, known, depth)
        : fc.constantFrom("anything", 1, null);
  }
};
