import * as SchemaAST from "effect/SchemaAST";
import { isReadOnly } from "../src/schemas/readOnly.ts";
import { unsupported } from "./unsupported.ts";

/** A field of a model. */
export interface SchemaField {
  readonly name: string;
  readonly value: SchemaAST.AST;
  readonly isOptional: boolean;
  readonly isNullable: boolean;
  readonly isReadOnly: boolean;
}

const isAbsence = (ast: SchemaAST.AST) => SchemaAST.isUndefined(ast) || SchemaAST.isNull(ast);

/** The members of a union, with those of the unions that only add `null` or `undefined`. */
const alternatives = (ast: SchemaAST.AST): ReadonlyArray<SchemaAST.AST> =>
  SchemaAST.isUnion(ast) && ast.types.some(isAbsence) ? ast.types.flatMap(alternatives) : [ast];

/** What a schema says of a field. */
export const fieldOf = ({ name, type }: SchemaAST.PropertySignature): SchemaField => {
  const all = alternatives(type);
  const [value, ...others] = all.filter((member) => !isAbsence(member));
  if (value === undefined || others.length > 0) throw unsupported(type, "it has several types");
  return {
    name: String(name),
    value,
    isOptional: type.context?.isOptional === true,
    isNullable: all.some(SchemaAST.isNull) || SchemaAST.isUnknown(value),
    isReadOnly: isReadOnly(type.context?.annotations),
  };
};
