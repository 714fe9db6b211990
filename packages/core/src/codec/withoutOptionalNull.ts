type Json = { readonly [keyword: string]: unknown };

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isNull = (schema: unknown): boolean => isJson(schema) && schema["type"] === "null";

/**
 * Removes one `null` from the JSON Schema of an optional field. Effect's `optional` adds it although
 * decoding rejects `null`; a second one is part of the contract.
 */
export const withoutOptionalNull = (schema: Json): Json => {
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf)) return schema;
  const index = anyOf.findIndex(isNull);
  const members: ReadonlyArray<unknown> = anyOf.filter((_, at) => at !== index);
  const [only] = members;
  return members.length === 1 && isJson(only) ? { ...only, ...rest } : { ...rest, anyOf: members };
};
