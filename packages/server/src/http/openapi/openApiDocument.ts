import {
  contract,
  type Endpoint,
  type FailureClass,
  pagingDefaults,
  toSnakeCase,
} from "@knetik-users/core/effect";
import { adminSchemaOf } from "@knetik-users/core/admin-schemas";
import { requirementOf } from "../../api/access/authorize.ts";
import { apiErrorKinds } from "../../api/errors/errorKinds.ts";
import { routes } from "../routes/routes.ts";
import { maxPageSize } from "../../api/lists/paging.ts";
import { isPrivateFilter } from "../../api/users/userPrivacy.ts";
import { components, schemaOf } from "./openApiComponents.ts";
import { type JsonSchema, jsonSchemaOf } from "./wireJsonSchema.ts";

type Json = Record<string, unknown>;

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly [more: string]: unknown;
  };
  readonly paths: { readonly [path: string]: { readonly [method: string]: Json } };
  readonly components: {
    readonly schemas: { readonly [name: string]: JsonSchema };
    readonly securitySchemes: Json;
  };
  readonly [keyword: string]: unknown;
}

const jsonContent = (schema: JsonSchema) => ({ "application/json": { schema } });

const resultSchema: JsonSchema = {
  type: "object",
  description: "An error response.",
  required: ["code", "request_id", "result"],
  properties: {
    code: { type: "integer", description: "The API's error code." },
    request_id: { type: "string", description: "Also in the x-request-id header." },
    result: {
      type: "array",
      items: {
        type: "object",
        properties: { message: { type: "string" }, field: { type: "string" } },
      },
    },
  },
};

const tokenErrorSchema: JsonSchema = {
  type: "object",
  description: "RFC 6749, section 5.2.",
  required: ["error"],
  properties: { error: { type: "string" }, error_description: { type: "string" } },
};

/** Parameters that are text on the wire but have a known type. */
const pagingParameters: { readonly [name: string]: JsonSchema } = {
  size: { type: "integer", minimum: 1, maximum: maxPageSize, default: pagingDefaults.size },
  page: { type: "integer", minimum: 1, default: pagingDefaults.page },
  order: {
    type: "string",
    default: "id:ASC",
    description: "`property:ASC` or `property:DESC`, separated by commas.",
  },
};

const pathParameters = ({ params = {} }: Endpoint) =>
  Object.entries(params).map(([name, codec]) => ({
    name,
    in: "path",
    required: true,
    schema: schemaOf(codec),
  }));

const queryParameters = ({ query }: Endpoint) => {
  if (query === undefined) return [];
  const { schema } = jsonSchemaOf(adminSchemaOf(query.codec));
  const { filter, ...rest } = schema["properties"] as { [name: string]: JsonSchema };
  const filters = (filter?.["properties"] ?? {}) as { [name: string]: JsonSchema };
  const wireNames = Object.entries(query.filters ?? {});
  const filterOf = (name: string): JsonSchema | undefined => {
    const own = filters[toSnakeCase(name)];
    return isPrivateFilter(name) ? { ...own, description: "Needs USERS_ADMIN." } : own;
  };
  return [
    ...wireNames.map(([name, wireName]) => [wireName, filterOf(name)] as const),
    ...Object.entries(rest).map(([name, own]) => [name, pagingParameters[name] ?? own] as const),
  ].map(([name, own]) => ({ name, in: "query", required: false, schema: own }));
};

const requestBody = ({ body }: Endpoint) => {
  if (body === undefined) return {};
  const schema = schemaOf(body.codec);
  const wrapped: JsonSchema = {
    type: "object",
    required: ["value"],
    properties: { value: schema },
  };
  const content =
    body.format === "form"
      ? { "application/x-www-form-urlencoded": { schema } }
      : jsonContent(body.format === "wrapped" ? wrapped : schema);
  return { requestBody: { required: true, content } };
};

/** Errors of calls that send, or may send, a token. */
const tokenFailures = ({ auth }: Endpoint): ReadonlyArray<{ status: number; summary: string }> =>
  auth === "none"
    ? []
    : [
        { status: apiErrorKinds.Unauthorized.status, summary: apiErrorKinds.Unauthorized.message },
        { status: apiErrorKinds.Forbidden.status, summary: apiErrorKinds.Forbidden.message },
      ];

const tooMany = { status: 429, summary: "Too many requests. See the Retry-After header." };

/** RFC 6749, section 5.2: client authentication failed. */
const invalidClient = { status: 401, summary: "Unknown client or wrong client secret." };

const responses = (endpoint: Endpoint) => {
  const isToken = endpoint.body?.format === "form";
  const failure = ({ status, summary }: Pick<FailureClass, "status" | "summary">) => {
    // RFC 6749 has no code for rate limiting.
    const model = isToken && status !== tooMany.status ? "TokenError" : "Result";
    return [
      status,
      { description: summary, content: jsonContent({ $ref: `#/components/schemas/${model}` }) },
    ];
  };
  const success = {
    description: endpoint.success === undefined ? "Done." : "Success.",
    ...(endpoint.success !== undefined && { content: jsonContent(schemaOf(endpoint.success)) }),
  };
  const failures = [
    { status: apiErrorKinds.BadRequest.status, summary: apiErrorKinds.BadRequest.message },
    ...tokenFailures(endpoint),
    ...(isToken ? [invalidClient] : []),
    tooMany,
    ...endpoint.failures,
  ];
  // Errors with the same status are distinguished by `code`.
  const byStatus = failures.map(({ status }) => {
    const same = failures.filter((other) => other.status === status);
    return failure({ status, summary: same.map(({ summary }) => summary).join(" ") });
  });
  return Object.fromEntries([[endpoint.successStatus, success], ...byStatus]) as Json;
};

const scheme = "oauth";
const security = ({ auth }: Endpoint) => {
  if (auth === "none") return [];
  return auth === "optional" ? [{}, { [scheme]: [] }] : [{ [scheme]: [] }];
};

/** The tag of an operation. */
const tagOf = ({ resource }: Endpoint): string =>
  resource.charAt(0).toUpperCase() + resource.slice(1);

const describeAccess = ({ access }: Endpoint) =>
  access === "anyone" ? {} : { description: `Needs ${requirementOf(access)}.` };

/** An endpoint as an OpenAPI operation. */
export const operation = (endpoint: Endpoint): Json => ({
  operationId: endpoint.operation,
  summary: endpoint.summary,
  ...describeAccess(endpoint),
  tags: [tagOf(endpoint)],
  security: security(endpoint),
  parameters: [...pathParameters(endpoint), ...queryParameters(endpoint)],
  ...requestBody(endpoint),
  responses: responses(endpoint),
});

const operationsAt = (place: (typeof routes)[number]): { readonly [method: string]: Json } =>
  Object.fromEntries(
    place.map(({ name, method }) => [method.toLowerCase(), operation(contract[name])] as const),
  );

const paths = (): OpenApiDocument["paths"] =>
  Object.fromEntries(
    routes.flatMap((place) =>
      place.slice(0, 1).map(({ path }) => [path, operationsAt(place)] as const),
    ),
  );

const tokenUrl = contract.getOAuthToken.path;

/** The contract as an OpenAPI document. */
export const makeOpenApiDocument = (version: string): OpenApiDocument => ({
  openapi: "3.1.0",
  info: {
    title: "Users API",
    version,
    description:
      "KnetikCloud's Users API: users, tags, user templates and passwords. Times are whole seconds " +
      "since 1970. Unknown fields are ignored, except in properties, where they are kept.",
    license: { name: "MIT", identifier: "MIT" },
  },
  servers: [{ url: "/" }],
  security: [{ [scheme]: [] }],
  tags: ["Users", "Tags", "Templates", "Passwords", "Tokens"].map((name) => ({ name })),
  paths: paths(),
  components: {
    schemas: { ...components(), Result: resultSchema, TokenError: tokenErrorSchema },
    securitySchemes: {
      [scheme]: {
        type: "oauth2",
        flows: {
          clientCredentials: { tokenUrl, scopes: {} },
          password: { tokenUrl, scopes: {} },
        },
      },
    },
  },
});
