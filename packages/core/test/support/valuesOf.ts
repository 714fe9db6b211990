import type * as SchemaAST from "effect/SchemaAST";
import * as fc from "fast-check";
import { toSnakeCase } from "../../src/models/fieldNames.ts";

/** Values of the models, or their JSON. */
type Form = "value" | "json";

/** Names that break naive code, and usual ones. */
const names = fc.constantFrom(
  ...["__proto__", "constructor", "toString", "type", "wire", "unknownFields", "unknown_fields"],
  ...["a", "aB", "a_b", "displayName", "display_name", "from_later", ""],
);

const texts = fc.constantFrom(
  ...["ada", "a@b", "", " ", "\0", "\ud800", ".", "..", "x".repeat(65), "x".repeat(256), "me"],
  ...["1", "25", "0", "-1", "1.5", "1,2", "0,4", "2147483648", "99999999999", "id:ASC", "id"],
  ...["member_since:DESC,id", "memberSince", "id:asc", ":", "GT,5", "EQ,-1", "GT,9999999999999"],
  ...["XX,1", "ASC", "DESC", "detach", "text", "password", "client_credentials"],
);

const wholeNumbers = fc.constantFrom(1, 2, 7, 25, 2_147_483_647, 0, -1, 2_147_483_648, 2 ** 53);
const numbers = fc.oneof(wholeNumbers, fc.constantFrom(1.5, -0.25, 1e13, -1e13, 1e300));
const notInJson = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY);

const dates = fc.constantFrom(0, 5, 1000, 5000, -1, 8.64e15, Number.NaN).map((ms) => new Date(ms));
const bigints = fc.constantFrom(2n ** 53n, -(2n ** 63n), 2n ** 63n, 5n);

const json = fc
  .jsonValue({ maxDepth: 1 })
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown);

const strangers = (form: Form) =>
  fc.oneof(
    fc.constantFrom(null, true, 5, 1.5, "x", "text"),
    fc.constantFrom([], {}, [1], { type: "text" }, { type: "hologram", value: 1 }),
    json,
    ...(form === "value" ? [fc.constant(undefined), dates, bigints, notInJson] : [bigints]),
  );

const dictionary = (value: fc.Arbitrary<unknown>) =>
  fc
    .array(fc.tuple(names, value), { maxLength: 3 })
    .map((entries) => Object.fromEntries(entries) as Record<string, unknown>);

const struct = (ast: SchemaAST.Objects, form: Form, depth: number): fc.Arbitrary<unknown> => {
  const fields = ast.propertySignatures.filter(
    ({ name }) => form === "value" || name !== "unknownFields",
  );
  const values = fields.map(({ name, type }) => ({
    name: form === "json" ? toSnakeCase(String(name)) : String(name),
    isOptional: type.context?.isOptional === true,
    value: valuesOf(type, form, depth),
  }));
  const required = values.filter(({ isOptional }) => !isOptional);
  const optional = values.filter(({ isOptional }) => isOptional);
  const entries = fc
    .tuple(
      fc.subarray(required, { minLength: required.length }),
      fc.subarray(optional, { maxLength: Math.min(5, optional.length) }),
      // A required field is missing now and then.
      fc.oneof({ weight: 12, arbitrary: fc.constant(-1) }, fc.nat(12)),
    )
    .chain(([always, some, missing]) =>
      fc.tuple(
        ...[...always.filter((_, index) => index !== missing), ...some].map(({ name, value }) =>
          value.map((item) => [name, item] as const),
        ),
      ),
    );
  const more = fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, dictionary(json));
  return fc.tuple(more, entries).map(([unknown, known]) => ({
    ...unknown,
    ...(Object.fromEntries(known) as Record<string, unknown>),
  }));
};

const matching = (ast: SchemaAST.AST, form: Form, depth: number): fc.Arbitrary<unknown> => {
  switch (ast._tag) {
    case "String":
      return texts;
    case "Number":
      return form === "json"
        ? numbers
        : fc.oneof({ weight: 12, arbitrary: numbers }, { weight: 1, arbitrary: notInJson });
    case "Boolean":
      return fc.boolean();
    case "Literal":
      return fc.constant(ast.literal);
    case "Null":
      return fc.constant(null);
    case "Undefined":
      return fc.constant(form === "json" ? null : undefined);
    case "Declaration":
      return fc.oneof(dates, wholeNumbers, bigints);
    case "Arrays": {
      const [item] = ast.rest;
      if (item === undefined || depth <= 0) return fc.constant([]);
      return fc.array(valuesOf(item, form, depth - 1), { maxLength: 3 });
    }
    case "Objects": {
      const [index] = ast.indexSignatures;
      if (index === undefined) return struct(ast, form, depth);
      return depth <= 0 ? fc.constant({}) : dictionary(valuesOf(index.type, form, depth - 1));
    }
    case "Union":
      return fc.oneof(...ast.types.map((member) => valuesOf(member, form, depth)));
    case "Suspend":
      return depth <= 0 ? fc.constant({}) : valuesOf(ast.thunk(), form, depth - 1);
    default:
      return json;
  }
};

/** Values that are almost of a schema, and of all parts of it: some are, some have one or more mistakes. */
export const valuesOf = (ast: SchemaAST.AST, form: Form, depth = 3): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 40, arbitrary: matching(ast, form, depth) },
    { weight: 1, arbitrary: strangers(form) },
  );
