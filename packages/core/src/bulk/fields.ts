import type * as Schema from "effect/Schema";
import * as SchemaAST from "effect/SchemaAST";
import { toSnakeCase } from "../models/fieldNames.ts";
import { isReadOnly } from "../schemas/readOnly.ts";

/** The form in which a value is written in a cell. */
export type FieldKind = "text" | "number" | "boolean" | "date" | "texts" | "json";

/** A field of a model. */
export interface Field {
  /** The API's name, which is that of JSON and of columns. */
  readonly name: string;
  readonly kind: FieldKind;
  /** Set by the server. */
  readonly readOnly: boolean;
  readonly required: boolean;
}

/** The members of an optional or nullable type, without `undefined` and `null`. */
const membersOf = (ast: SchemaAST.AST): ReadonlyArray<SchemaAST.AST> =>
  (SchemaAST.isUnion(ast) ? ast.types.flatMap(membersOf) : [ast]).filter(
    (type) => !SchemaAST.isUndefined(type) && !SchemaAST.isNull(type),
  );

const holds = (ast: SchemaAST.AST, check: (ast: SchemaAST.AST) => boolean): boolean => {
  const members = membersOf(ast);
  return members.length > 0 && members.every(check);
};

const isNumeric = (ast: SchemaAST.AST) => SchemaAST.isNumber(ast) || SchemaAST.isBigInt(ast);

/** The kind of a value, from its type on the wire and here: a date is a number there only. */
const kindOf = (type: SchemaAST.AST, encoded: SchemaAST.AST): FieldKind => {
  if (holds(encoded, SchemaAST.isString)) return "text";
  if (holds(encoded, SchemaAST.isBoolean)) return "boolean";
  if (holds(encoded, isNumeric)) return holds(type, isNumeric) ? "number" : "date";
  const isTexts = (ast: SchemaAST.AST) =>
    SchemaAST.isArrays(ast) && ast.rest.every((item) => SchemaAST.isString(item));
  return holds(encoded, isTexts) ? "texts" : "json";
};

const propertiesOf = (ast: SchemaAST.AST): ReadonlyArray<SchemaAST.PropertySignature> =>
  SchemaAST.isObjects(ast) ? ast.propertySignatures : [];

/** The fields of a struct, as its schema declares them. */
export const fieldsOf = (schema: Schema.Top): ReadonlyArray<Field> => {
  const types = new Map(
    propertiesOf(SchemaAST.toType(schema.ast)).map(({ name, type }) => [name, type]),
  );
  return propertiesOf(SchemaAST.toEncoded(schema.ast)).flatMap(({ name, type: encoded }) => {
    const type = types.get(name);
    if (type === undefined || name === "unknownFields") return [];
    return [
      {
        name: toSnakeCase(String(name)),
        kind: kindOf(type, encoded),
        readOnly: isReadOnly(encoded.context?.annotations) || isReadOnly(type.context?.annotations),
        required: !SchemaAST.isOptional(encoded),
      },
    ];
  });
};

/** The kinds of the members of a union that is distinguished by `type`, such as the properties. */
export const taggedFields = (
  schema: Schema.Top,
): ReadonlyMap<string, ReadonlyMap<string, FieldKind>> => {
  const ast = SchemaAST.toEncoded(schema.ast);
  const members = SchemaAST.isUnion(ast) ? ast.types : [];
  const types = SchemaAST.toType(schema.ast);
  const typeMembers = SchemaAST.isUnion(types) ? types.types : [];
  return new Map(
    members.flatMap((member, index) => {
      const tag = propertiesOf(member).find(({ name }) => name === "type")?.type;
      if (tag === undefined || !SchemaAST.isLiteral(tag)) return [];
      const own = new Map(
        propertiesOf(typeMembers[index] ?? member).map(({ name, type }) => [name, type]),
      );
      const fields = propertiesOf(member).flatMap(({ name, type }) =>
        name === "type" || name === "unknownFields"
          ? []
          : [[toSnakeCase(String(name)), kindOf(own.get(name) ?? type, type)] as const],
      );
      return [[String(tag.literal), new Map(fields)] as const];
    }),
  );
};

/** Ignores case, `-` and `_`: `display_name`, `displayName` and `Display-Name` are the same field. */
const normalized = (name: string) => name.toLowerCase().replace(/[-_\s]/g, "");

const indexes = new WeakMap<object, ReadonlyMap<string, unknown>>();

const indexOf = <Named extends { readonly name: string }>(
  known: ReadonlyArray<Named>,
): ReadonlyMap<string, Named> => {
  const existing = indexes.get(known) as ReadonlyMap<string, Named> | undefined;
  if (existing !== undefined) return existing;
  const index = new Map(known.map((each) => [normalized(each.name), each]));
  indexes.set(known, index);
  return index;
};

/** Finds a name, however it is spelled. */
export const matchName = <Named extends { readonly name: string }>(
  known: ReadonlyArray<Named>,
  name: string,
): Named | undefined => indexOf(known).get(normalized(name));
