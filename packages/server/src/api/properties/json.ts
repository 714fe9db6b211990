import {
  type AdditionalProperties,
  type Codec,
  codecs,
  decodeWire,
  encodeWire,
  parseJson,
  type PropertyDefinition,
  stringifyJson,
} from "@knetik-users/core/effect";
import * as Result from "effect/Result";

// Stored values were written by the functions below. If they cannot be read, the database is
// damaged.
const read = <A>(codec: Codec<A>, text: string): A =>
  Result.getOrThrowWith(
    decodeWire(codec, parseJson(text)),
    () => new Error("Stored properties could not be read."),
  );

/** Properties as stored: their wire JSON, including unknown fields. */
export const writeProperties = (properties: AdditionalProperties): string =>
  stringifyJson(encodeWire(codecs.AdditionalProperties, properties));

export const readProperties = (text: string): AdditionalProperties =>
  read(codecs.AdditionalProperties, text);

export const writeDefinitions = (definitions: ReadonlyArray<PropertyDefinition>): string =>
  stringifyJson(encodeWire(codecs.PropertyDefinitions, definitions));

export const readDefinitions = (text: string): ReadonlyArray<PropertyDefinition> =>
  read(codecs.PropertyDefinitions, text);
