import {
  UserFilterSchema,
  UserSearchSchema,
  UserTemplateSearchSchema,
  type UserSearch,
  type UserTemplateSearch,
} from "@knetik-users/core/effect";
import * as Schema from "effect/Schema";
import type { OpenApiSchema } from "./open-api-schema.ts";
import { badRequest, classWith, dtoOf, type StandardDto } from "./define-dto.ts";

/** A query parameter, for `@ApiQuery`. */
export interface QueryParameter {
  readonly name: string;
  readonly required: boolean;
  readonly description?: string;
  readonly schema: OpenApiSchema;
}

/**
 * A class for a search in the query of your application's URL: flat, with text parameters. Its instances
 * are the core's search: `@Query() search: UserSearchQueryDto`.
 */
export interface UsersQueryDto<Search> extends StandardDto<Record<string, string>, Search> {
  /** The type of a parsed query. DTOs are not created with `new`. */
  new (): Search;
  readonly openapi: OpenApiSchema;
  /** Pass each to `@ApiQuery`. */
  readonly parameters: ReadonlyArray<QueryParameter>;
  /** Parses a query. Throws a `BadRequestException` that lists every invalid parameter. */
  readonly parse: (query: unknown) => Search;
}

const descriptions: { readonly [parameter: string]: string } = {
  lastActivity: "GT, LT, EQ, GOE or LOE, a comma, and seconds since 1970: `GT,1767225600`.",
  ids: "Ids separated by commas.",
  size: "Rows per page.",
  page: "Page number, starting at 1.",
  order: "`property:ASC` or `property:DESC`, several separated by commas.",
};

/** Parameters that may be repeated instead of separated by commas. */
const lists = ["ids", "order"];

const joinLists = (query: object): { readonly [name: string]: unknown } => ({
  ...query,
  ...Object.fromEntries(
    Object.entries(query)
      .filter(([name, value]) => lists.includes(name) && Array.isArray(value))
      .map(([name, value]) => [name, (value as ReadonlyArray<unknown>).join(",")]),
  ),
});

const queryDto = <Flat extends object, Search>(
  schema: Schema.Codec<Flat, unknown> & { readonly fields: object },
  searchOf: (flat: Flat) => Search,
): UsersQueryDto<Search> => {
  const dto = dtoOf(schema);
  const names = new Set(Object.keys(schema.fields));
  const validate: UsersQueryDto<Search>["~standard"]["validate"] = (query) => {
    const given = joinLists(query ?? {});
    const outcome = dto["~standard"].validate(given);
    const unknown = Object.keys(given)
      .filter((name) => !names.has(name))
      .map((name) => ({ path: [name], message: "is not a known parameter" }));
    // Ignoring a misspelt filter would list all users.
    if (unknown.length > 0) return { issues: [...unknown, ...(outcome.issues ?? [])] };
    return outcome.issues === undefined ? { value: searchOf(outcome.value) } : outcome;
  };
  const members = {
    get openapi() {
      return dto.openapi;
    },
    get parameters(): ReadonlyArray<QueryParameter> {
      return Object.entries(dto.openapi.properties ?? {}).map(
        ([name, property]): QueryParameter => ({
          name,
          required: false,
          schema: property,
          ...(descriptions[name] !== undefined && { description: descriptions[name] }),
        }),
      );
    },
    "~standard": { ...dto["~standard"], validate },
    // For Swagger; see `describeForSwagger`.
    _OPENAPI_METADATA_FACTORY: () =>
      Object.fromEntries(
        members.parameters.map(({ name, schema, ...parameter }) => [
          name,
          { ...schema, ...parameter },
        ]),
      ),
    parse: (query: unknown) => {
      const outcome = validate(query);
      if (outcome.issues === undefined) return outcome.value;
      throw badRequest(
        outcome.issues.map(({ path, message }) => ({ field: path.join("."), message })),
      );
    },
  };
  return classWith(members) as unknown as UsersQueryDto<Search>;
};

const { filter: _filter, ...paging } = UserSearchSchema.fields;

const userSearchQuery: UsersQueryDto<UserSearch> = queryDto(
  Schema.Struct({ ...UserFilterSchema.fields, ...paging }),
  ({ size, page, order, ...filter }) => ({
    ...(Object.keys(filter).length > 0 && { filter }),
    ...(size !== undefined && { size }),
    ...(page !== undefined && { page }),
    ...(order !== undefined && { order }),
  }),
);

/** `?displayName=j&lastActivity=GT,1767225600&ids=1,2&size=10&page=1&order=id:DESC`. */
export class UserSearchQueryDto extends userSearchQuery {}

const templateSearchQuery: UsersQueryDto<UserTemplateSearch> = queryDto(
  UserTemplateSearchSchema,
  (search) => search,
);

/** `?size=10&page=1&order=name:ASC`. */
export class UserTemplateSearchQueryDto extends templateSearchQuery {}
