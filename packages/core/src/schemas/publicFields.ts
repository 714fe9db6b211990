import type * as Schema from "effect/Schema";
import * as SchemaAST from "effect/SchemaAST";

const key = "knetik-users/forEveryone";

/**
 * Marks a field as visible to everyone, or a filter as usable by everyone. A field without the mark is
 * private: visible to the user and to a USERS_ADMIN only.
 */
export const publicField = <S extends Schema.Top>(schema: S): S["Rebuild"] =>
  schema.annotateKey({ [key]: true });

/** The fields of a struct marked with {@link publicField}. */
export const publicFieldsOf = (schema: Schema.Top): ReadonlySet<string> => {
  const ast = SchemaAST.toType(schema.ast);
  if (!SchemaAST.isObjects(ast)) return new Set();
  return new Set(
    ast.propertySignatures
      .filter(({ type }) => key in (type.context?.annotations ?? {}))
      .map(({ name }) => String(name)),
  );
};
