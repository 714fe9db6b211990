import * as SchemaAST from "effect/SchemaAST";
import type * as Schema from "effect/Schema";
import { isSensitive } from "../models/sensitive.ts";

const collect = (ast: SchemaAST.AST, value: unknown, found: Array<string>): void => {
  if (isSensitive(ast)) {
    if (typeof value === "string") found.push(value);
  } else if (SchemaAST.isUnion(ast)) {
    for (const member of ast.types) collect(member, value, found);
  } else if (SchemaAST.isObjects(ast) && typeof value === "object" && value !== null) {
    for (const { name, type } of ast.propertySignatures) {
      collect(type, Reflect.get(value, name), found);
    }
  }
};

/** Collects the values that `schema` marks as sensitive: passwords, reset secrets, tokens. */
export const secretsIn = (schema: Schema.Top, value: unknown): ReadonlyArray<string> => {
  const found: Array<string> = [];
  collect(SchemaAST.toType(schema.ast), value, found);
  return found;
};
