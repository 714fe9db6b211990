import type * as Schema from "effect/Schema";
import { adminSchemas } from "../schemas/adminSchemas.ts";
import type { Codec } from "../shapes/codec.ts";
import * as codecs from "./adminCodecs.ts";
import { schemaOf } from "./schemaOf.ts";

const byCodec = new Map<Codec, Schema.Codec<unknown, unknown>>(
  Object.entries(codecs).map(([name, codec]) => [
    codec,
    adminSchemas[name as keyof typeof adminSchemas],
  ]),
);

/** The schema that a codec is compiled from, also one of an endpoint for administration. */
export const adminSchemaOf = <Type>(codec: Codec<Type>): Schema.Codec<Type, unknown> => {
  const schema = byCodec.get(codec);
  return schema === undefined ? schemaOf(codec) : (schema as Schema.Codec<Type, unknown>);
};
