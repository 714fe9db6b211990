import type * as Schema from "effect/Schema";
import type * as SchemaAST from "effect/SchemaAST";

const key = "knetik-users/sensitive";

/** Marks the values of a schema as secrets, which are removed from every error, log line and span. */
export const sensitive = <S extends Schema.Top>(schema: S): S["Rebuild"] =>
  schema.annotate({ [key]: true });

/** Checks for a schema marked with {@link sensitive}. */
export const isSensitive = (ast: SchemaAST.AST): boolean =>
  [ast.annotations, ...(ast.checks ?? []).map((check) => check.annotations)].some(
    (annotations) => annotations !== undefined && key in annotations,
  );
