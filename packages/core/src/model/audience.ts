import type * as Schema from "effect/Schema";
import * as SchemaAST from "effect/SchemaAST";

const key = "knetik-users/forEveryone";

/**
 * Marks a field of a user that everyone may see, or a filter that everyone may use. One without the
 * mark is private: for the user itself and for a USERS_ADMIN.
 */
export const forEveryone = <S extends Schema.Top>(schema: S): S["Rebuild"] =>
  schema.annotateKey({ [key]: true });

/** The fields of a struct that were marked with {@link forEveryone}. */
export const fieldsForEveryone = (schema: Schema.Top): ReadonlySet<string> => {
  const ast = SchemaAST.toType(schema.ast);
  if (!SchemaAST.isObjects(ast)) return new Set();
  return new Set(
    ast.propertySignatures
      .filter(({ type }) => key in (type.context?.annotations ?? {}))
      .map(({ name }) => String(name)),
  );
};
