import type * as Schema from "effect/Schema";
import { schemas } from "../schemas/schemas.ts";
import type { Codec } from "../shapes/codec.ts";
import { codecs } from "./allCodecs.ts";

const byCodec = new Map<Codec, Schema.Codec<unknown, unknown>>(
  Object.entries(codecs).map(([name, codec]) => [codec, schemas[name as keyof typeof schemas]]),
);

/** The schema that a codec is compiled from. It uses the names of the model, not those of the wire. */
export const schemaOf = <Type>(codec: Codec<Type>): Schema.Codec<Type, unknown> => {
  const schema = byCodec.get(codec);
  if (schema === undefined) throw new TypeError("The codec is none of this version of core.");
  return schema as Schema.Codec<Type, unknown>;
};
