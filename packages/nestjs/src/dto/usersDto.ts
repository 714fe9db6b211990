import { isReadOnly, refusalsOf, type FieldIssue } from "@knetik-users/core/effect";
import { BadRequestException } from "@nestjs/common";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import { errorBody } from "../filter/answer.ts";
import { openApiOf, type OpenApiSchema } from "./openApi.ts";

type Outcome<A> =
  | { readonly value: A; readonly issues?: undefined }
  | { readonly issues: ReadonlyArray<{ readonly message: string; readonly path: Array<string> }> };

/** A Standard Schema with its JSON Schema, as Nest 12 and its Swagger module read it. */
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
 * A model as an application's own JSON shows it: names in camelCase, times in seconds since 1970.
 * A plain object, since Nest's Swagger does not recognise schemas that are functions, as Effect's are.
 */
export interface UsersDto<Type, Json> extends StandardDto<Json, Type> {
  /** What it was made of, without the fields that no DTO has. */
  readonly schema: Schema.Codec<Type, Json>;
  /** For `@ApiBody({ schema })` and `@ApiOkResponse({ schema })`. */
  readonly openapi: OpenApiSchema;
  /** The other way round, for Nest 12's `@SerializeOptions({ schema })`. */
  readonly response: StandardDto<Type, Json>;
  /** Reads JSON. Throws a `BadRequestException` that names every field. */
  readonly parse: (json: unknown) => Type;
  /** Writes JSON. */
  readonly toJson: (value: Type) => Json;
}

/** The same with fields that can be chosen. */
export interface UsersStructDto<Fields extends Schema.Struct.Fields> extends UsersDto<
  Schema.Struct<Fields>["Type"],
  Schema.Struct<Fields>["Encoded"]
> {
  /** With these fields only: what a caller may send is yours to decide, field by field. */
  readonly pick: <const Names extends ReadonlyArray<keyof Fields & string>>(
    ...names: Names
  ) => UsersStructDto<Pick<Fields, Names[number]>>;
  /** Without these fields. */
  readonly omit: <const Names extends ReadonlyArray<keyof Fields & string>>(
    ...names: Names
  ) => UsersStructDto<Omit<Fields, Names[number]>>;
}

/** Says which fields of a body were refused, in the form that the exception filter uses. */
export const badRequest = (fields: ReadonlyArray<FieldIssue>): BadRequestException =>
  new BadRequestException(
    errorBody(400, "InvalidInput", "The request is not valid.", fields.slice(0, mostFields)),
  );

/** A body can be wrong in more places than anybody wants to read of. */
const mostFields = 100;

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
          issues: refusalsOf(issue).map(({ path, message }) => ({ path: [...path], message })),
        }),
        onSuccess: (output): Outcome<Output> => ({ value: output }),
      }),
    jsonSchema: { input: () => ({ ...openapi() }), output: () => ({ ...openapi() }) },
  },
});

/** A DTO of any schema that reads and writes without services. */
export const dtoOf = <Type, Json>(schema: Schema.Codec<Type, Json>): UsersDto<Type, Json> => {
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

/**
 * What never belongs into an application's own JSON: fields that only the API sets, and
 * `unknownFields`, by which a caller could write any field of the API with the service's credentials.
 */
const isKept = (name: string, field: Schema.Top): boolean =>
  name !== "unknownFields" && !isReadOnly(field.ast.context?.annotations);

const structDto = <Fields extends Schema.Struct.Fields>(fields: Fields): UsersStructDto<Fields> => {
  const kept = Object.fromEntries(
    Object.entries(fields).filter(([name, field]) => isKept(name, field as Schema.Top)),
  ) as unknown as Fields;
  const chosen = (choose: (name: string) => boolean): Schema.Struct.Fields =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => choose(name)));
  type Struct = Schema.Struct<Fields>;
  const dto = dtoOf(
    Schema.Struct(kept) as unknown as Schema.Codec<Struct["Type"], Struct["Encoded"]>,
  );
  const choosing: unknown = Object.defineProperties(
    {
      pick: (...names: ReadonlyArray<string>) => structDto(chosen((name) => names.includes(name))),
      omit: (...names: ReadonlyArray<string>) => structDto(chosen((name) => !names.includes(name))),
    },
    Object.getOwnPropertyDescriptors(dto),
  );
  return choosing as UsersStructDto<Fields>;
};

/**
 * Makes a DTO of one of the core's schemas, or of your own. Fields that only the API sets are left
 * out, and so are `unknownFields`.
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
