import { isReadOnly, isWire } from "@knetik-users/core/effect";
import * as Schema from "effect/Schema";
import * as SchemaAST from "effect/SchemaAST";
import { UnreadableValue } from "./unreadable-value.ts";

/**
 * Fields that no DTO has: those that only the API sets, and `unknownFields`, with which a caller could
 * write any field of the API with the service's credentials, and would see all that it sends.
 */
const isKept = ({ name, type }: SchemaAST.PropertySignature): boolean =>
  name !== "unknownFields" && !isReadOnly(type.context?.annotations);

// Recursive schemas, such as that of properties, must end in themselves.
const stripped = new WeakMap<SchemaAST.AST, SchemaAST.AST>();

const strip = (ast: SchemaAST.AST): SchemaAST.AST => {
  let result = stripped.get(ast);
  if (result === undefined) {
    result = rebuild(ast);
    stripped.set(ast, result);
  }
  return result;
};

const rebuild = (ast: SchemaAST.AST): SchemaAST.AST => {
  const { annotations, checks, encoding, context } = ast;
  if (isWire(annotations)) return UnreadableValue.ast;
  if (SchemaAST.isObjects(ast)) {
    return new SchemaAST.Objects(
      ast.propertySignatures
        .filter(isKept)
        .map(({ name, type }) => new SchemaAST.PropertySignature(name, strip(type))),
      ast.indexSignatures.map(
        ({ parameter, type }) => new SchemaAST.IndexSignature(parameter, strip(type)),
      ),
      annotations,
      checks,
      encoding,
      context,
      ast.encodingChecks,
    );
  }
  if (SchemaAST.isArrays(ast)) {
    const { isMutable, elements, rest } = ast;
    return new SchemaAST.Arrays(
      isMutable,
      elements.map(strip),
      rest.map(strip),
      annotations,
      checks,
      encoding,
      context,
      ast.encodingChecks,
    );
  }
  if (SchemaAST.isUnion(ast)) {
    return new SchemaAST.Union(
      ast.types.map(strip),
      ast.options,
      annotations,
      checks,
      encoding,
      context,
      ast.encodingChecks,
    );
  }
  if (SchemaAST.isSuspend(ast)) {
    return new SchemaAST.Suspend(() => strip(ast.thunk()), annotations, checks, encoding, context);
  }
  return ast;
};

/**
 * Names a schema, so that others refer to it by this name, also where they contain the `model` that it
 * documents. Call it before they are defined.
 */
export const nameModel = (identifier: string, schema: Schema.Top, model: Schema.Top): void => {
  const named = Schema.make<Schema.Top>(strip(schema.ast)).annotate({ identifier }).ast;
  for (const ast of [schema.ast, model.ast, named]) stripped.set(ast, named);
};

/** The schema without the fields and the unreadable values that no DTO has, at every depth. */
export const withoutUnknownFields = <Type, Json>(
  schema: Schema.Codec<Type, Json>,
): Schema.Codec<Type, Json> => Schema.make<Schema.Codec<Type, Json>>(strip(schema.ast));
