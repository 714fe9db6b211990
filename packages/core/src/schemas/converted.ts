import * as Effect from "effect/Effect";
import * as Schema from "effect/Schema";
import * as SchemaIssue from "effect/SchemaIssue";
import * as SchemaTransformation from "effect/SchemaTransformation";
import { type Conversion, Unconvertible } from "../models/conversion.ts";
import * as conversions from "../models/conversions.ts";

type ConversionName = {
  [Name in keyof typeof conversions]: (typeof conversions)[Name] extends {
    readonly decode: unknown;
  }
    ? Name
    : never;
}[keyof typeof conversions];

const names = new WeakMap<object, ConversionName>();

/** The conversion of a schema's transformation, if it is one of the {@link conversions}. */
export const conversionOf = (transformation: object): ConversionName | undefined =>
  names.get(transformation);

const fallible =
  <From, To>(convert: (value: From) => To | Unconvertible) =>
  (value: From) => {
    const converted = convert(value);
    return converted instanceof Unconvertible
      ? Effect.fail(new SchemaIssue.InvalidValue({ expected: converted.expected }))
      : Effect.succeed(converted);
  };

/** A type whose JSON is another one: `type` in TypeScript, `json` on the wire. */
export const converted = <Json extends Schema.Top, Type extends Schema.Top>(
  json: Json,
  type: Type,
  name: ConversionName,
) => {
  const { decode, encode } = conversions[name] as unknown as Conversion<
    Type["Encoded"],
    Json["Type"]
  >;
  const transformation = SchemaTransformation.transformEffect<Type["Encoded"], Json["Type"]>({
    decode: fallible(decode),
    encode: fallible(encode),
  });
  names.set(transformation, name);
  return json.pipe(Schema.decodeTo(type, transformation));
};
