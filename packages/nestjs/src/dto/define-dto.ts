import { pathIssues, type FieldIssue } from "@knetik-users/core/effect";
import { BadRequestException } from "@nestjs/common";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import { errorBody } from "../filters/error-response.ts";
import { openApiOf, type OpenApiSchema } from "./open-api-schema.ts";
import { describeForSwagger, nameDto } from "./swagger-metadata.ts";
import { nameModel, withoutUnknownFields } from "./without-unknown-fields.ts";

type Outcome<A> =
  | { readonly value: A; readonly issues?: undefined }
  | { readonly issues: ReadonlyArray<{ readonly message: string; readonly path: Array<string> }> };

/** A Standard Schema with its JSON Schema, as Nest 12 and its Swagger module expect it. */
export interface StandardDto<Input, Output> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "knetik-users";
    readonly validate: (value: unknown) => Outcome<Output>;
    readonly types?: { readonly input: Input; readonly output: Output };
    readonly jsonSchema: {
      readonly input: () => Record<string, unknown>;
      readonly output: () => Record<string, unknown>;
    };
  };
}

/**
 * A class for one model in your application's JSON: names in camelCase, times in seconds since 1970. Its
 * instances are the model of the core, with `Date`s: `@Body() body: UserUpdateDto`. Extend it to name the
 * schema in Swagger: `class SignUpDto extends UserRegistrationDto.pick("username", "email") {}`.
 */
export interface UsersDto<Type, Json> extends StandardDto<Json, Type> {
  /** The type of a parsed value. DTOs are not created with `new`. */
  new (): Type;
  /** The schema, without the fields that no DTO has, at every depth. */
  readonly schema: Schema.Codec<Type, Json>;
  /** The OpenAPI schema, for documents without a named one: `@ApiBody({ schema })`. */
  readonly openapi: OpenApiSchema;
  /** The decoding direction as an object, for Nest 12's `@Body({ schema })`. */
  readonly request: StandardDto<Json, Type>;
  /** The encoding direction, for Nest 12's `@SerializeOptions({ schema })`. */
  readonly response: StandardDto<Type, Json>;
  /** Parses JSON. Throws a `BadRequestException` that lists every invalid field. */
  readonly parse: (json: unknown) => Type;
  /** Converts to JSON. */
  readonly toJson: (value: Type) => Json;
}

/** Fields that may be absent. */
type Partially<Fields extends Schema.Struct.Fields> = {
  readonly [Name in keyof Fields]: Schema.optional<Fields[Name]>;
};

/** A DTO whose fields can be selected. */
export interface UsersStructDto<Fields extends Schema.Struct.Fields> extends UsersDto<
  Schema.Struct<Fields>["Type"],
  Schema.Struct<Fields>["Encoded"]
> {
  /** The fields, to use in other schemas. */
  readonly fields: Fields;
  /** Keeps these fields only. */
  readonly pick: <const Names extends ReadonlyArray<keyof Fields & string>>(
    ...names: Names
  ) => UsersStructDto<Pick<Fields, Names[number]>>;
  /** Removes these fields. */
  readonly omit: <const Names extends ReadonlyArray<keyof Fields & string>>(
    ...names: Names
  ) => UsersStructDto<Omit<Fields, Names[number]>>;
  /** Makes all fields optional. */
  readonly partial: () => UsersStructDto<Partially<Fields>>;
  /** Adds fields of your own, or of another DTO: `.extend(OtherDto.fields)`. */
  readonly extend: <const More extends Schema.Struct.Fields>(
    more: More,
  ) => UsersStructDto<Omit<Fields, keyof More> & More>;
}

/** A 400 that lists the invalid fields in the exception filter's format. */
export const badRequest = (fields: ReadonlyArray<FieldIssue>): BadRequestException =>
  new BadRequestException(
    errorBody(400, "InvalidInput", "The request is invalid.", fields.slice(0, maxFields)),
  );

/** Maximum number of fields listed in an error. */
const maxFields = 100;

const standard = <Input, Output>(
  run: (value: unknown) => Result.Result<Output, Schema.SchemaError>,
  openapi: () => OpenApiSchema,
): StandardDto<Input, Output> => ({
  "~standard": {
    version: 1,
    vendor: "knetik-users",
    validate: (value) =>
      Result.match(run(value), {
        onFailure: ({ issue }): Outcome<Output> => ({
          issues: pathIssues(issue).map(({ path, message }) => ({ path: [...path], message })),
        }),
        onSuccess: (output): Outcome<Output> => ({ value: output }),
      }),
    jsonSchema: { input: () => ({ ...openapi() }), output: () => ({ ...openapi() }) },
  },
});

/** Marks the classes that `UsersValidationPipe` parses. Registered: a package may be loaded twice. */
export const dtoMark = Symbol.for("@knetik-users/nestjs/dto");

/** Makes a class with static members. Without a name: the class that extends it has one. */
export const classWith = (members: object, name = ""): object =>
  Object.defineProperties(class {}, {
    ...Object.getOwnPropertyDescriptors(members),
    name: { value: name },
    [dtoMark]: { value: true },
  });

const membersOf = <Type, Json>(model: Schema.Codec<Type, Json>) => {
  const schema = withoutUnknownFields(model);
  let openapi: OpenApiSchema | undefined;
  const describe = () => (openapi ??= openApiOf(schema));
  const request = standard<Json, Type>(
    Schema.decodeUnknownResult(schema, { errors: "all" }),
    describe,
  );
  return {
    schema,
    ...request,
    get openapi() {
      return describe();
    },
    request,
    response: standard<Type, Json>(Schema.encodeUnknownResult(schema), describe),
    parse: (json: unknown): Type => {
      const outcome = request["~standard"].validate(json);
      if (outcome.issues === undefined) return outcome.value;
      throw badRequest(
        outcome.issues.map(({ path, message }) => ({ field: path.join("."), message })),
      );
    },
    toJson: Schema.encodeSync(schema),
  };
};

const asDto = <Type, Json>(
  members: ReturnType<typeof membersOf<Type, Json>>,
  name: string | undefined,
): UsersDto<Type, Json> => {
  const dto = classWith(members, name) as unknown as UsersDto<Type, Json>;
  describeForSwagger(dto);
  return dto;
};

/** Makes a DTO of any schema without services. */
export const dtoOf = <Type, Json>(
  schema: Schema.Codec<Type, Json>,
  name?: string,
): UsersDto<Type, Json> => asDto(membersOf(schema), name);

const structDto = <Fields extends Schema.Struct.Fields>(
  fields: Fields,
  schema: Schema.Top = Schema.Struct(fields),
  name?: string,
): UsersStructDto<Fields> => {
  const only = (choose: (name: string) => boolean): Schema.Struct.Fields =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => choose(name)));
  const members = membersOf(schema as unknown as Schema.Codec<unknown, unknown>);
  const selection = {
    fields,
    pick: (...names: ReadonlyArray<string>) => structDto(only((name) => names.includes(name))),
    omit: (...names: ReadonlyArray<string>) => structDto(only((name) => !names.includes(name))),
    partial: () =>
      structDto(
        Object.fromEntries(
          Object.entries(fields).map(([name, field]) => [name, Schema.optional(field)]),
        ),
      ),
    extend: (more: Schema.Struct.Fields) => structDto({ ...fields, ...more }),
  };
  const all: unknown = Object.defineProperties(
    selection,
    Object.getOwnPropertyDescriptors(members),
  );
  return asDto(all as typeof members, name) as unknown as UsersStructDto<Fields>;
};

/**
 * Makes a DTO class of one of the core's schemas or your own. Fields that only the API sets are omitted,
 * and so are `unknownFields`, at every depth.
 *
 * @example
 * ```ts
 * import { UserRegistrationSchema } from "@knetik-users/core/effect";
 * import { usersDto } from "@knetik-users/nestjs/dto";
 * import * as Schema from "effect/Schema";
 *
 * const { username, email, password } = UserRegistrationSchema.fields;
 * const color = Schema.Literals(["red", "blue"]);
 *
 * export class SignUpDto extends usersDto(Schema.Struct({ username, email, password, color })) {}
 * ```
 */
export const usersDto = ((schema: Schema.Codec<unknown, unknown>): unknown =>
  makeDto(schema)) as MakeDto;

interface MakeDto {
  <Fields extends Schema.Struct.Fields>(schema: Schema.Struct<Fields>): UsersStructDto<Fields>;
  <Type, Json>(schema: Schema.Codec<Type, Json>): UsersDto<Type, Json>;
}

const makeDto = (schema: Schema.Codec<unknown, unknown>, name?: string): unknown =>
  "fields" in schema
    ? structDto(schema.fields as Schema.Struct.Fields, schema, name)
    : dtoOf(schema, name);

/** Makes a DTO that the documents of others refer to by name; `model` is the schema that they contain. */
export const namedDto = ((
  name: string,
  schema: Schema.Codec<unknown, unknown>,
  model: Schema.Top = schema,
): unknown => {
  nameModel(name, schema, model);
  const dto = makeDto(schema, name) as UsersDto<unknown, unknown>;
  nameDto(dto, name);
  return dto;
}) as {
  <Fields extends Schema.Struct.Fields>(
    name: string,
    schema: Schema.Struct<Fields>,
    model?: Schema.Top,
  ): UsersStructDto<Fields>;
  <Type, Json>(
    name: string,
    schema: Schema.Codec<Type, Json>,
    model?: Schema.Top,
  ): UsersDto<Type, Json>;
};
