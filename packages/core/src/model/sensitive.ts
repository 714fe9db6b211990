import type * as Schema from "effect/Schema";
import type * as SchemaAST from "effect/SchemaAST";

const key = "knetik-users/sensitive";

/** Marks a schema whose values are secrets: they are removed from every error, log line and span. */
export const sensitive = <S extends Schema.Top>(schema: S): S["Rebuild"] =>
  schema.annotate({ [key]: true });

/** Whether a schema was marked with {@link sensitive}. */
export const isSensitive = (ast: SchemaAST.AST): boolean =>
  [ast.annotations, ...(ast.checks ?? []).map((check) => check.annotations)].some(
    (annotations) => annotations !== undefined && key in annotations,
  );
