import * as Schema from "effect/Schema";
import * as SchemaAST from "effect/SchemaAST";
import { isReadOnly } from "../../src/schemas/readOnly.ts";
import { toSnakeCase } from "../../src/models/fieldNames.ts";

/**
 * Converts between wire names and the names of this library for one schema. Names are converted without
 * validation, and the schema sees camelCase only.
 */
export interface WireCodec {
  /** Converts from wire names. Never throws: invalid values are left for the schema to reject. */
  readonly fromWire: (value: unknown) => unknown;
  /** Converts a value that the schema has encoded to wire names. */
  readonly toWire: (value: unknown) => unknown;
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Sets an own property; an assignment would ignore one named `__proto__`. */
const setOwn = (target: Json, key: string, value: unknown) => {
  if (key === "__proto__") {
    Object.defineProperty(target, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    target[key] = value;
  }
};

const identity: WireCodec = { fromWire: (value) => value, toWire: (value) => value };

const lazy = (make: () => WireCodec): WireCodec => {
  let made: WireCodec | undefined;
  const get = () => (made ??= make());
  return { fromWire: (value) => get().fromWire(value), toWire: (value) => get().toWire(value) };
};

const list = (item: WireCodec): WireCodec =>
  item === identity
    ? identity
    : {
        fromWire: (value) => (Array.isArray(value) ? value.map(item.fromWire) : value),
        toWire: (value) => (Array.isArray(value) ? value.map(item.toWire) : value),
      };

/** A map with the customer's names, which are not converted. */
const record = (item: WireCodec): WireCodec => {
  if (item === identity) return identity;
  const each = (convert: (value: unknown) => unknown) => (value: unknown) => {
    if (!isObject(value)) return value;
    const out: Json = {};
    for (const key of Object.keys(value)) setOwn(out, key, convert(value[key]));
    return out;
  };
  return { fromWire: each(item.fromWire), toWire: each(item.toWire) };
};

const acceptsNull = (ast: SchemaAST.AST): boolean =>
  SchemaAST.isNull(ast) ||
  SchemaAST.isUnknown(ast) ||
  (SchemaAST.isUnion(ast) && ast.types.some(acceptsNull));

const struct = (ast: SchemaAST.Objects): WireCodec => {
  const fields = ast.propertySignatures
    .filter(({ name }) => name !== "unknownFields")
    .map(({ name, type }) => ({
      name: String(name),
      wireName: toSnakeCase(String(name)),
      codec: codecOf(type),
      nullable: acceptsNull(type),
      readOnly: isReadOnly(type.context?.annotations),
    }));
  const keepsUnknown = fields.length < ast.propertySignatures.length;
  const byWireName = new Map(fields.map((field) => [field.wireName, field]));
  const byName = new Map(fields.map((field) => [field.name, field]));
  return {
    fromWire: (value) => {
      if (!isObject(value)) return value;
      const out: Json = {};
      let unknown: Json | undefined;
      for (const key of Object.keys(value)) {
        const field = byWireName.get(key);
        const item = value[key];
        if (field === undefined) {
          if (keepsUnknown) setOwn((unknown ??= {}), key, item);
        } else if (!field.readOnly && (item !== null || field.nullable)) {
          // The API may send an absent value as null. Read-only fields are ignored in requests, so
          // that a user returned by the API can be sent back.
          out[field.name] = field.codec === identity ? item : field.codec.fromWire(item);
        }
      }
      if (unknown !== undefined) out["unknownFields"] = unknown;
      return out;
    },
    toWire: (value) => {
      if (!isObject(value)) return value;
      const out: Json = {};
      if (keepsUnknown && isObject(value["unknownFields"])) {
        for (const [key, item] of Object.entries(value["unknownFields"])) setOwn(out, key, item);
      }
      for (const key of Object.keys(value)) {
        const field = byName.get(key);
        if (field === undefined || field.readOnly || value[key] === undefined) continue;
        out[field.wireName] = field.codec.toWire(value[key]);
      }
      return out;
    },
  };
};

/** The literal of a struct's `type` field. */
const kindOf = (ast: SchemaAST.AST): string | undefined => {
  if (!SchemaAST.isObjects(ast)) return undefined;
  const type = ast.propertySignatures.find(({ name }) => name === "type")?.type;
  return type !== undefined && SchemaAST.isLiteral(type) ? String(type.literal) : undefined;
};

/**
 * A union distinguished by `type`. A value of an unknown type, or one that does not match its type,
 * becomes `{ type: "unknown", wire }`, so that it is not lost and does not fail a whole page.
 */
const taggedUnion = (members: ReadonlyArray<SchemaAST.AST>): WireCodec => {
  const byKind = new Map(
    members.map((member) => [
      kindOf(member),
      {
        codec: codecOf(member),
        is: undefined as undefined | ((value: unknown) => boolean),
        member,
      },
    ]),
  );
  return {
    fromWire: (value) => {
      const kind = isObject(value) && typeof value["type"] === "string" ? value["type"] : "unknown";
      const entry = kind === "unknown" ? undefined : byKind.get(kind);
      if (entry !== undefined) {
        const converted = entry.codec.fromWire(value);
        entry.is ??= Schema.is(Schema.make(entry.member));
        if (entry.is(converted)) return converted;
      }
      return { type: "unknown", wire: value };
    },
    toWire: (value) => {
      if (!isObject(value)) return value;
      return value["type"] === "unknown"
        ? value["wire"]
        : (byKind.get(String(value["type"])) ?? { codec: identity }).codec.toWire(value);
    },
  };
};

const union = (ast: SchemaAST.Union): WireCodec => {
  if (ast.types.some((type) => kindOf(type) === "unknown")) return taggedUnion(ast.types);
  const members = ast.types.map(codecOf).filter((codec) => codec !== identity);
  if (members.length === 0) return identity;
  if (members.length === 1 && members[0] !== undefined) return members[0];
  // A union of structs without an unknown member: merge the fields of all members.
  const objects = ast.types.filter(SchemaAST.isObjects);
  const [first] = objects;
  if (first === undefined) return identity;
  const seen = new Map(
    objects.flatMap((object) => object.propertySignatures).map((field) => [field.name, field]),
  );
  return struct(new SchemaAST.Objects([...seen.values()], []));
};

const codecs = new WeakMap<SchemaAST.AST, WireCodec>();

const codecOf = (ast: SchemaAST.AST): WireCodec => {
  const known = codecs.get(ast);
  if (known !== undefined) return known;
  const codec = make(ast);
  codecs.set(ast, codec);
  return codec;
};

const make = (ast: SchemaAST.AST): WireCodec => {
  if (SchemaAST.isSuspend(ast)) return lazy(() => codecOf(ast.thunk()));
  if (SchemaAST.isArrays(ast)) {
    const [item] = ast.rest;
    return item === undefined ? identity : list(codecOf(item));
  }
  if (SchemaAST.isUnion(ast)) return union(ast);
  if (!SchemaAST.isObjects(ast)) return identity;
  const [index] = ast.indexSignatures;
  return index === undefined ? struct(ast) : record(codecOf(index.type));
};

/** The wire codec of a schema, made on first use. */
export const wireCodec = (schema: Schema.Top): WireCodec =>
  codecOf(SchemaAST.toEncoded(schema.ast));
