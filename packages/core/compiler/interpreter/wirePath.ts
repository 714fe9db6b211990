import type * as Schema from "effect/Schema";
import * as SchemaAST from "effect/SchemaAST";
import { toSnakeCase } from "../../src/models/fieldNames.ts";

interface Step {
  readonly wireName: string;
  /** Undefined if the schema below is unknown. */
  readonly next: SchemaAST.AST | undefined;
}

/** Follows one path segment: a field by its name, a map entry by the customer's name. */
const step = (ast: SchemaAST.AST | undefined, segment: string): Step | undefined => {
  if (ast === undefined) return undefined;
  if (SchemaAST.isSuspend(ast)) return step(ast.thunk(), segment);
  if (SchemaAST.isUnion(ast)) {
    for (const member of ast.types) {
      const found = step(member, segment);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (SchemaAST.isArrays(ast)) return { wireName: segment, next: ast.rest[0] };
  if (!SchemaAST.isObjects(ast)) return undefined;
  for (const { name, type } of ast.propertySignatures) {
    if (segment === name) return { wireName: toSnakeCase(segment), next: type };
  }
  const [entries] = ast.indexSignatures;
  return entries && { wireName: segment, next: entries.type };
};

/** `["additionalProperties", "my_name", "fileType"]` → `["additional_properties", "my_name", "file_type"]`. */
export const toWirePath = (
  schema: Schema.Top,
  path: ReadonlyArray<string>,
): ReadonlyArray<string> => {
  let ast: SchemaAST.AST | undefined = SchemaAST.toEncoded(schema.ast);
  return path.map((segment) => {
    const found = step(ast, segment);
    ast = found?.next;
    return found?.wireName ?? segment;
  });
};
