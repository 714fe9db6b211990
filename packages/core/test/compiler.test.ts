import * as Schema from "effect/Schema";
import * as SchemaTransformation from "effect/SchemaTransformation";
import { expect, it } from "vitest";
import { Compiler } from "../compiler/compile.ts";
import { Constants } from "../compiler/constants.ts";
import { sensitive } from "../src/schemas/sensitive.ts";
import { unknownFields } from "../src/schemas/unknownFields.ts";

const compile = (schema: Schema.Top): string => {
  const constants = new Constants();
  const codec = new Compiler(constants).compile(schema.ast, "model");
  const rendered = constants.render([codec]);
  return [...rendered.constants, ...rendered.codes].join("\n");
};

it("makes a constant of a codec that is used twice", () => {
  const name = Schema.String.check(Schema.isMinLength(1, { expected: "a name" }));
  const code = compile(Schema.Struct({ first: name, last: name, age: Schema.Finite }));
  expect(code.match(/rules\.length\(1\)/g)).toHaveLength(1);
  expect(code).toContain("first: shapes.required(first), last: shapes.required(first)");
});

it("writes a function for rows whose fields are texts, numbers, booleans or dates", () => {
  const compileRow = (fields: Schema.Struct.Fields) => {
    const schema = Schema.Struct({ ...fields, unknownFields });
    const constants = new Constants();
    const codec = new Compiler(constants, (ast) => ast === schema.ast).compile(schema.ast, "row");
    return constants.render([codec]).codes.join();
  };
  const plain = { id: Schema.Int, displayName: Schema.optional(Schema.NullOr(Schema.String)) };
  const code = compileRow(plain);
  expect(code).toContain('json["display_name"]');
  expect(code).toContain('if (displayName === null) out["displayName"] = null; else return -1;');
  expect(compileRow({ ...plain, tags: Schema.Array(Schema.String) })).not.toContain("json[");
  const name = Schema.String.check(Schema.isMinLength(1, { expected: "a name" }));
  expect(compileRow({ ...plain, name })).not.toContain("json[");
});

it.each<[string, Schema.Top, RegExp]>([
  ["a tuple", Schema.Tuple([Schema.String]), /tuple/],
  [
    "a check that is no rule",
    Schema.String.check(Schema.makeFilter(() => true, { expected: "anything" })),
    /ruleFilter/,
  ],
  [
    "a conversion that is none of the models'",
    Schema.String.pipe(
      Schema.decodeTo(
        Schema.Finite,
        SchemaTransformation.transform({ decode: Number, encode: String }),
      ),
    ),
    /`converted`/,
  ],
  // They would be neither collected nor redacted.
  ["secrets in a list", Schema.Array(sensitive(Schema.String)), /secret/],
  ["secrets in a map", Schema.Record(Schema.String, sensitive(Schema.String)), /secret/],
  ["a secret that is not text", Schema.Struct({ pin: sensitive(Schema.Finite) }), /secret/],
  ["a type that JSON does not have", Schema.Struct({ a: Schema.BigInt }), /no shape/],
])("rejects %s", (_, schema, message) => {
  expect(() => compile(schema)).toThrow(message);
});
