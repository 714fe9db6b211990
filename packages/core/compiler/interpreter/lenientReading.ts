import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import * as SchemaAST from "effect/SchemaAST";
import { pathIssues, type PathIssue } from "../../src/codec/schemaIssues.ts";
import type { FieldIssue } from "../../src/errors/details.ts";
import { toWirePath } from "./wirePath.ts";
import { wireCodec } from "./wireCodec.ts";

interface OptionalField {
  readonly parent: Record<string, unknown>;
  readonly name: string;
  readonly keepsUnknown: boolean;
  /** Number of path segments up to and including the field. */
  readonly depth: number;
}

/** All schemas that a value may have, with unions and references resolved. */
const alternatives = (ast: SchemaAST.AST | undefined): ReadonlyArray<SchemaAST.AST> => {
  if (ast === undefined) return [];
  if (SchemaAST.isSuspend(ast)) return alternatives(ast.thunk());
  return SchemaAST.isUnion(ast) ? ast.types.flatMap(alternatives) : [ast];
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const follow = (value: unknown, path: ReadonlyArray<string>): unknown =>
  path.reduce<unknown>((at, segment) => (isObject(at) ? at[segment] : undefined), value);

/** The innermost optional field on a path. */
const optionalFieldAt = (
  schema: Schema.Top,
  value: unknown,
  path: ReadonlyArray<string>,
): OptionalField | undefined => {
  let ast: SchemaAST.AST | undefined = SchemaAST.toEncoded(schema.ast);
  let found: OptionalField | undefined;
  for (const [index, name] of path.entries()) {
    const parent = follow(value, path.slice(0, index));
    if (!isObject(parent)) break;
    const possible = alternatives(ast);
    const list = possible.find(SchemaAST.isArrays);
    if (list !== undefined && Array.isArray(parent)) {
      ast = list.rest[0];
      continue;
    }
    const structs = possible.filter(SchemaAST.isObjects);
    const field = structs
      .flatMap(({ propertySignatures }) => propertySignatures)
      .find((property) => property.name === name);
    if (field?.type.context?.isOptional === true) {
      const keepsUnknown = structs.some(({ propertySignatures }) =>
        propertySignatures.some((property) => property.name === "unknownFields"),
      );
      found = { parent, name, keepsUnknown, depth: index + 1 };
    }
    ast = field?.type ?? structs.flatMap(({ indexSignatures }) => indexSignatures)[0]?.type;
  }
  return found;
};

/** Moves the value of an optional field to `unknownFields`. Returns whether there was one. */
const setAside = (schema: Schema.Top, value: unknown, json: unknown, { path }: PathIssue) => {
  const field = optionalFieldAt(schema, value, path);
  if (field === undefined) return false;
  const { parent, name, keepsUnknown, depth } = field;
  if (!Object.hasOwn(parent, name)) return true;
  Reflect.deleteProperty(parent, name);
  if (keepsUnknown) {
    const wirePath = toWirePath(schema, path.slice(0, depth));
    const unknown = isObject(parent["unknownFields"]) ? parent["unknownFields"] : {};
    parent["unknownFields"] = { ...unknown, [wirePath.at(-1) ?? name]: follow(json, wirePath) };
  }
  return true;
};

/**
 * Decodes a response, several times if necessary: after each time the optional fields whose values do not
 * match are moved to `unknownFields`, or dropped if the model has none.
 */
export const interpretLeniently = <A>(
  schema: Schema.Codec<A, unknown>,
  json: unknown,
): Result.Result<
  { readonly value: A; readonly aside: ReadonlyArray<FieldIssue> },
  ReadonlyArray<FieldIssue>
> => {
  const wire = wireCodec(schema).fromWire(json);
  const aside = new Map<string, FieldIssue>();
  for (;;) {
    const decoded = Schema.decodeUnknownResult(schema)(wire, { errors: "all" });
    if (Result.isSuccess(decoded)) {
      return Result.succeed({ value: decoded.success, aside: [...aside.values()] });
    }
    const issues = pathIssues(decoded.failure.issue);
    const fields = issues.map((issue) => ({
      field: toWirePath(schema, issue.path).join("."),
      message: issue.message,
    }));
    const isAside = issues.map((issue) => setAside(schema, wire, json, issue));
    if (isAside.includes(false)) return Result.fail(fields);
    for (const field of fields) aside.set(JSON.stringify(field), field);
  }
};
