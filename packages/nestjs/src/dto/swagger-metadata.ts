import * as SchemaAST from "effect/SchemaAST";
import * as Schema from "effect/Schema";
import { openApiOf, referenceOf, type OpenApiSchema } from "./open-api-schema.ts";

/** The part of a DTO class used here. */
export interface DescribedDto {
  readonly schema: Schema.Codec<unknown, unknown>;
}

/** DTOs that other documents refer to by name, by the schema that they are made of. */
const named = new Map<SchemaAST.AST, DescribedDto>();
const byName = new Map<string, DescribedDto>();

/** Registers a DTO that the documents of others refer to. */
export const nameDto = (dto: DescribedDto, name: string): void => {
  named.set(dto.schema.ast, dto);
  byName.set(name, dto);
};

/** The named DTOs that a schema contains, not counting those within others. */
const contained = (root: SchemaAST.AST): ReadonlyArray<DescribedDto> => {
  const found = new Set<DescribedDto>();
  const seen = new Set<SchemaAST.AST>();
  const visit = (ast: SchemaAST.AST): void => {
    if (seen.has(ast)) return;
    seen.add(ast);
    const dto = named.get(ast);
    if (dto !== undefined && ast !== root) {
      found.add(dto);
      return;
    }
    if (SchemaAST.isObjects(ast)) {
      for (const { type } of [...ast.propertySignatures, ...ast.indexSignatures]) visit(type);
    } else if (SchemaAST.isArrays(ast)) {
      for (const type of [...ast.elements, ...ast.rest]) visit(type);
    } else if (SchemaAST.isUnion(ast)) {
      for (const type of ast.types) visit(type);
    } else if (SchemaAST.isSuspend(ast)) visit(ast.thunk());
  };
  visit(root);
  return [...found];
};

/** The schema of a field in its description. Registered: a package may be loaded twice. */
export const fieldKey: unique symbol = Symbol.for("@knetik-users/nestjs/field") as never;

/** The schemas of a DTO's fields, which Nest's mapped types copy with their descriptions. */
const fieldsOf = ({ schema: { ast } }: DescribedDto) =>
  new Map(
    SchemaAST.isObjects(ast)
      ? ast.propertySignatures.map(({ name, type }) => [name, Schema.make(type)] as const)
      : [],
  );

/** Arguments of `@ApiProperty` for a field. */
const propertyOf = (schema: OpenApiSchema, required: boolean): object => {
  const dto = byName.get(referenceOf(schema) ?? "");
  if (dto !== undefined) return { type: () => dto, required };
  const { items, ...array } = schema;
  const itemDto = items === undefined ? undefined : byName.get(referenceOf(items) ?? "");
  if (itemDto !== undefined) return { ...array, type: () => itemDto, isArray: true, required };
  return {
    ...schema,
    // Swagger finds a schema without a type circular.
    ...(schema.type === undefined && { type: Object }),
    // An object's own list of required fields has the same name.
    ...(schema.required === undefined ? { required } : { selfRequired: required }),
  };
};

const exampleOf = ({ properties = {} }: OpenApiSchema): object | undefined => {
  const examples = Object.entries(properties).flatMap(([name, { example }]) =>
    example === undefined ? [] : [[name, example] as const],
  );
  return examples.length > 0 ? Object.fromEntries(examples) : undefined;
};

/**
 * Describes a DTO class to `@nestjs/swagger`, with the metadata that its compiler plugin and its
 * decorators write: the package does not need it to be installed. Read when a document is made.
 */
export const describeForSwagger = (dto: DescribedDto): void => {
  let openapi: OpenApiSchema | undefined;
  const describe = () => (openapi ??= openApiOf(dto.schema, (name) => byName.has(name)));
  Object.defineProperty(dto, "_OPENAPI_METADATA_FACTORY", {
    value: () => {
      const { properties = {}, required = [] } = describe();
      const fields = fieldsOf(dto);
      return Object.fromEntries(
        Object.entries(properties).map(([name, schema]) => [
          name,
          { ...propertyOf(schema, required.includes(name)), [fieldKey]: fields.get(name) },
        ]),
      );
    },
  });
  const extension = {
    // Without the fields that a caller has to know more about, so that "Try it out" succeeds.
    get example() {
      return exampleOf(describe());
    },
    get anyOf() {
      return describe().anyOf;
    },
  };
  Reflect.defineMetadata("swagger/apiExtension", extension, dto);
  const models = contained(dto.schema.ast);
  if (models.length > 0) Reflect.defineMetadata("swagger/apiExtraModels", models, dto);
};
