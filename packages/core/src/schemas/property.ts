import * as Schema from "effect/Schema";
import type { FileGroupKind, FileKind, Property, PropertyOf } from "../models/property.ts";
import { EpochSeconds } from "./epochSeconds.ts";
import { Int64 } from "./int64.ts";
import { unknownFields } from "./unknownFields.ts";
import { WireSchema } from "./wire.ts";

const value = <Kind extends string, Value extends Schema.Top>(type: Kind, schema: Value) =>
  Schema.Struct({ type: Schema.Literal(type), value: schema, unknownFields });

const file = <Kind extends FileKind>(type: Kind) =>
  Schema.Struct({
    type: Schema.Literal(type),
    url: Schema.optional(Schema.String),
    fileType: Schema.optional(Schema.String),
    crc: Schema.optional(Schema.String),
    description: Schema.optional(Schema.String),
    unknownFields,
  });

const fileGroup = <Kind extends FileGroupKind, Member extends Schema.Top>(
  type: Kind,
  member: Member,
) => Schema.Struct({ type: Schema.Literal(type), files: Schema.Array(member), unknownFields });

const nested = Schema.suspend((): Schema.Codec<Property, PropertyOf<number>> => PropertySchema);

/** Schema of {@link Property}. */
export const PropertySchema: Schema.Codec<Property, PropertyOf<number>> = Schema.Union([
  value("text", Schema.String),
  value("formatted_text", Schema.String),
  value("integer", Schema.Int),
  value("long", Int64),
  value("double", Schema.Finite),
  value("boolean", Schema.Boolean),
  value("date", EpochSeconds),
  file("file"),
  file("image"),
  file("audio"),
  file("video"),
  fileGroup("file_group", file("file")),
  fileGroup("image_group", file("image")),
  fileGroup("audio_group", file("audio")),
  fileGroup("video_group", file("video")),
  Schema.Struct({ type: Schema.Literal("list"), values: Schema.Array(nested), unknownFields }),
  Schema.Struct({
    type: Schema.Literal("map"),
    map: Schema.Record(Schema.String, nested),
    unknownFields,
  }),
  WireSchema,
]).annotate({ expected: "a property: an object with a type and its value" });

export const AdditionalPropertiesSchema = Schema.Record(Schema.String, PropertySchema);
