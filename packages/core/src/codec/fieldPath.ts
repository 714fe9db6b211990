import * as SchemaAST from "effect/SchemaAST";
import type * as Schema from "effect/Schema";
import { toSnakeCase } from "../models/fieldNames.ts";

interface Step {
  readonly name: string;
  readonly wireName: string;
  /** Undefined if the schema below is unknown. */
  readonly next: SchemaAST.AST | undefined;
}

/** Follows one path segment: a field by its name, a map entry by the customer's name. */
const step = (
  ast: SchemaAST.AST | undefined,
  segment: string,
  from: "name" | "wireName",
): Step | undefined => {
  if (ast === undefined) return undefined;
  if (SchemaAST.isSuspend(ast)) return step(ast.thunk(), segment, from);
  if (SchemaAST.isUnion(ast)) {
    for (const member of ast.types) {
      const found = step(member, segment, from);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (SchemaAST.isArrays(ast)) return { name: segment, wireName: segment, next: ast.rest[0] };
  if (!SchemaAST.isObjects(ast)) return undefined;
  for (const field of ast.propertySignatures) {
    const name = String(field.name);
    const wireName = toSnakeCase(name);
    if (segment === (from === "name" ? name : wireName))
      return { name, wireName, next: field.type };
  }
  const [entries] = ast.indexSignatures;
  return entries && { name: segment, wireName: segment, next: entries.type };
};

const translate =
  (from: "name" | "wireName", to: "name" | "wireName") =>
  (schema: Schema.Top, path: ReadonlyArray<string>): ReadonlyArray<string> => {
    let ast: SchemaAST.AST | undefined = SchemaAST.toEncoded(schema.ast);
    return path.map((segment) => {
      const found = step(ast, segment, from);
      ast = found?.next;
      return found?.[to] ?? segment;
    });
  };

/** `["additionalProperties", "my_name", "fileType"]` → `["additional_properties", "my_name", "file_type"]`. */
export const toWirePath = translate("name", "wireName");

/** `["additional_properties", "my_name", "file_type"]` → `["additionalProperties", "my_name", "fileType"]`. */
export const fromWirePath = translate("wireName", "name");
