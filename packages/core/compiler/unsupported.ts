import type * as SchemaAST from "effect/SchemaAST";

/** The error for a schema that the compiler has no shape for. */
export const unsupported = (ast: SchemaAST.AST, why: string): Error =>
  new Error(`A ${ast._tag} is not supported: ${why}.`);
