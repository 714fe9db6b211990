import type * as Schema from "effect/Schema";
import { schemas } from "../models/schemas.ts";
import type { Codec } from "../shapes/codec.ts";
import * as codecs from "./codecs.ts";

const byCodec = new Map<Codec, Schema.Codec<unknown, unknown>>(
  Object.entries(codecs).map(([name, codec]) => [codec, schemas[name as keyof typeof schemas]]),
);

/** The schema that a codec of the contract is compiled from. */
export const schemaOf = <Type>(codec: Codec<Type>): Schema.Codec<Type, unknown> => {
  const schema = byCodec.get(codec);
  if (schema === undefined) throw new Error("The codec is not one of the contract.");
  return schema as Schema.Codec<Type, unknown>;
};
