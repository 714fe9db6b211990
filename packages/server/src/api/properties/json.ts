import {
  type AdditionalProperties,
  AdditionalPropertiesSchema,
  decodeWire,
  encodeWire,
  parseJson,
  type PropertyDefinition,
  PropertyDefinitionSchema,
  stringifyJson,
} from "@knetik-users/core/effect";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";

const Definitions = Schema.Array(PropertyDefinitionSchema);

// Stored values were written by the functions below. If they cannot be read, the database is
// damaged.
const read = <A>(schema: Schema.Codec<A, unknown>, text: string): A =>
  Result.getOrThrowWith(
    decodeWire(schema, parseJson(text)),
    () => new Error("Stored properties could not be read."),
  );

/** Properties as stored: their wire JSON, including unknown fields. */
export const writeProperties = (properties: AdditionalProperties): string =>
  stringifyJson(encodeWire(AdditionalPropertiesSchema, properties));

export const readProperties = (text: string): AdditionalProperties =>
  read(AdditionalPropertiesSchema, text);

export const writeDefinitions = (definitions: ReadonlyArray<PropertyDefinition>): string =>
  stringifyJson(encodeWire(Definitions, definitions));

export const readDefinitions = (text: string): ReadonlyArray<PropertyDefinition> =>
  read(Definitions, text);
