import {
  type AdditionalProperties,
  AdditionalPropertiesSchema,
  decodeWire,
  encodeWire,
  type PropertyDefinition,
  PropertyDefinitionSchema,
} from "@knetik-users/core/effect";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";

const Definitions = Schema.Array(PropertyDefinitionSchema);

// What is stored was written by the functions below: it can be read, or the database is damaged.
const read = <A>(schema: Schema.Codec<A, unknown>, text: string): A =>
  Result.getOrThrowWith(
    decodeWire(schema, JSON.parse(text)),
    () => new Error("Stored properties cannot be read."),
  );

/** Properties as they are stored: the JSON of the wire, with all that is not known here. */
export const writeProperties = (properties: AdditionalProperties): string =>
  JSON.stringify(encodeWire(AdditionalPropertiesSchema, properties));

export const readProperties = (text: string): AdditionalProperties =>
  read(AdditionalPropertiesSchema, text);

export const writeDefinitions = (definitions: ReadonlyArray<PropertyDefinition>): string =>
  JSON.stringify(encodeWire(Definitions, definitions));

export const readDefinitions = (text: string): ReadonlyArray<PropertyDefinition> =>
  read(Definitions, text);
