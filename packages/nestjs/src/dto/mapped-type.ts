import * as Schema from "effect/Schema";
import { dtoOf } from "./define-dto.ts";
import { fieldKey } from "./swagger-metadata.ts";

interface Parses {
  readonly parse: (json: unknown) => unknown;
}

interface MappedField {
  readonly required?: boolean;
  readonly [fieldKey]?: Schema.Codec<unknown, unknown>;
}

const mapped = new WeakMap<object, Parses | undefined>();

/** The fields of a class and of those that it extends: Swagger's compiler plugin describes each class separately. */
const describedFields = (type: object): Record<string, MappedField> => {
  const parent = Reflect.getPrototypeOf(type);
  const inherited = typeof parent === "function" ? describedFields(parent) : {};
  const describe: unknown = Object.getOwnPropertyDescriptor(
    type,
    "_OPENAPI_METADATA_FACTORY",
  )?.value;
  if (typeof describe !== "function") return inherited;
  return { ...inherited, ...(Reflect.apply(describe, type, []) as Record<string, MappedField>) };
};

const make = (type: object): Parses | undefined => {
  const described = Object.entries(describedFields(type));
  const fields = described.flatMap(([name, { required, [fieldKey]: field }]) =>
    field === undefined ? [] : [[name, required === false ? Schema.optional(field) : field]],
  );
  if (fields.length === 0) return undefined;
  if (fields.length < described.length) {
    throw new Error(
      `${Reflect.get(type, "name")} mixes fields of this package's DTOs with others, which nothing would check. ` +
        "Use `extend` instead of IntersectionType.",
    );
  }
  return dtoOf(Schema.Struct(Object.fromEntries(fields) as Schema.Struct.Fields) as never);
};

/**
 * What `PartialType`, `PickType`, `OmitType` or `IntersectionType` made of DTOs. Nest copies neither the
 * schema nor the mark of a DTO, but the description of each field, which has the field's schema.
 */
export const mappedDtoOf = (type: unknown): Parses | undefined => {
  if (typeof type !== "function") return undefined;
  if (!mapped.has(type)) mapped.set(type, make(type));
  return mapped.get(type);
};
