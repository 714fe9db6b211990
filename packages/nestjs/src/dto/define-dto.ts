import { pathIssues, type FieldIssue } from "@knetik-users/core/effect";
import { BadRequestException } from "@nestjs/common";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import { errorBody } from "../filters/error-response.ts";
import { openApiOf, type OpenApiSchema } from "./open-api-schema.ts";
import { withoutUnknownFields } from "./without-unknown-fields.ts";

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
 * A model in your application's JSON: names in camelCase, times in seconds since 1970. A plain object,
 * because Nest's Swagger does not recognize Effect's schemas, which are functions.
 */
export interface UsersDto<Type, Json> extends StandardDto<Json, Type> {
  /** The schema, without the fields that no DTO has, at every depth. */
  readonly schema: Schema.Codec<Type, Json>;
  /** For `@ApiBody({ schema })` and `@ApiOkResponse({ schema })`. */
  readonly openapi: OpenApiSchema;
  /** The encoding direction, for Nest 12's `@SerializeOptions({ schema })`. */
  readonly response: StandardDto<Type, Json>;
  /** Parses JSON. Throws a `BadRequestException` that lists every invalid field. */
  readonly parse: (json: unknown) => Type;
  /** Converts to JSON. */
  readonly toJson: (value: Type) => Json;
}

/** A DTO whose fields can be selected. */
export interface UsersStructDto<Fields extends Schema.Struct.Fields> extends UsersDto<
  Schema.Struct<Fields>["Type"],
  Schema.Struct<Fields>["Encoded"]
> {
  /** Keeps these fields only. */
  readonly pick: <const Names extends ReadonlyArray<keyof Fields & string>>(
    ...names: Names
  ) => UsersStructDto<Pick<Fields, Names[number]>>;
  /** Removes these fields. */
  readonly omit: <const Names extends ReadonlyArray<keyof Fields & string>>(
    ...names: Names
  ) => UsersStructDto<Omit<Fields, Names[number]>>;
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

/** Makes a DTO of any schema without services. */
export const dtoOf = <Type, Json>(model: Schema.Codec<Type, Json>): UsersDto<Type, Json> => {
  const schema = withoutUnknownFields(model);
  let openapi: OpenApiSchema | undefined;
  const describe = () => (openapi ??= openApiOf(schema));
  const { "~standard": read } = standard<Json, Type>(
    Schema.decodeUnknownResult(schema, { errors: "all" }),
    describe,
  );
  return {
    schema,
    "~standard": read,
    get openapi() {
      return describe();
    },
    response: standard<Type, Json>(Schema.encodeUnknownResult(schema), describe),
    parse: (json) => {
      const outcome = read.validate(json);
      if (outcome.issues === undefined) return outcome.value;
      throw badRequest(
        outcome.issues.map(({ path, message }) => ({ field: path.join("."), message })),
      );
    },
    toJson: Schema.encodeSync(schema),
  };
};

const structDto = <Fields extends Schema.Struct.Fields>(fields: Fields): UsersStructDto<Fields> => {
  const selectFields = (choose: (name: string) => boolean): Schema.Struct.Fields =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => choose(name)));
  type Struct = Schema.Struct<Fields>;
  const dto = dtoOf(
    Schema.Struct(fields) as unknown as Schema.Codec<Struct["Type"], Struct["Encoded"]>,
  );
  const withSelection: unknown = Object.defineProperties(
    {
      pick: (...names: ReadonlyArray<string>) =>
        structDto(selectFields((name) => names.includes(name))),
      omit: (...names: ReadonlyArray<string>) =>
        structDto(selectFields((name) => !names.includes(name))),
    },
    Object.getOwnPropertyDescriptors(dto),
  );
  return withSelection as UsersStructDto<Fields>;
};

/**
 * Makes a DTO of one of the core's schemas or your own. Fields that only the API sets are omitted, and
 * so are `unknownFields`, at every depth.
 *
 * @example
 * ```ts
 * import { UserRegistrationSchema } from "@knetik-users/core/effect";
 * import { usersDto } from "@knetik-users/nestjs/dto";
 * import * as Schema from "effect/Schema";
 *
 * const { username, email, password } = UserRegistrationSchema.fields;
 * const SignUpDto = usersDto(Schema.Struct({ username, email, password, color: Schema.String }));
 * console.log(SignUpDto.openapi);
 * ```
 */
export const usersDto = ((schema: Schema.Codec<unknown, unknown>): unknown =>
  "fields" in schema ? structDto(schema.fields as Schema.Struct.Fields) : dtoOf(schema)) as {
  <Fields extends Schema.Struct.Fields>(schema: Schema.Struct<Fields>): UsersStructDto<Fields>;
  <Type, Json>(schema: Schema.Codec<Type, Json>): UsersDto<Type, Json>;
};
