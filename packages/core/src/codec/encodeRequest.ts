import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import type { FieldIssue } from "../errors/details.ts";
import type {
  BodyDefinition,
  Endpoint,
  QueryDefinition,
  RequestInput,
} from "../contract/endpoint.ts";
import { stringifyJson } from "./json.ts";
import { jsonIssues } from "./jsonIssues.ts";
import { collectIssues, pathIssues } from "./schemaIssues.ts";
import { toCamelCase, toSnakeCase } from "../models/fieldNames.ts";
import { secretsIn } from "./secretsIn.ts";
import { wireCodec } from "./wireCodec.ts";

/** A request as sent over the wire, without the headers that depend on the client. */
export interface EncodedRequest {
  /** HTTP method. */
  readonly method: Endpoint["method"];
  /** Percent-encoded, starting with `/`. */
  readonly path: string;
  /** In the order in which they are sent; not percent-encoded. */
  readonly query: ReadonlyArray<readonly [name: string, value: string]>;
  /** The media type and the text of the body; absent if there is none. */
  readonly body?: { readonly contentType: string; readonly text: string };
  /** Values that must not appear in an error, a log line or a span. */
  readonly secrets: ReadonlyArray<string>;
}

type Encoded<A> = Result.Result<A, ReadonlyArray<FieldIssue>>;

const encode = (
  schema: Schema.Codec<unknown, unknown>,
  value: unknown,
  prefix: ReadonlyArray<string>,
): Encoded<unknown> =>
  Result.mapError(
    Schema.encodeUnknownResult(schema)(value, { errors: "all", onExcessProperty: "error" }),
    (error) =>
      pathIssues(error.issue).map(({ path, message }) => ({
        field: [...prefix, ...path].join("."),
        message,
      })),
  );

const encodePath = (endpoint: Endpoint, params: RequestInput["params"]): Encoded<string> => {
  let path: string = endpoint.path;
  for (const [name, schema] of Object.entries(endpoint.params ?? {})) {
    const encoded = encode(schema, params?.[name], [toCamelCase(name)]);
    if (Result.isFailure(encoded)) return Result.fail(encoded.failure);
    path = path.replace(`{${name}}`, encodeURIComponent(String(encoded.success)));
  }
  return Result.succeed(path);
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const encodeQuery = (
  definition: QueryDefinition | undefined,
  query: unknown,
): Encoded<EncodedRequest["query"]> => {
  if (definition === undefined) return Result.succeed([]);
  return Result.map(encode(definition.schema, query, []), (encoded) => {
    if (!isRecord(encoded)) return [];
    const { filter, ...rest } = encoded;
    const filters = Object.entries(isRecord(filter) ? filter : {}).map(
      ([name, value]) => [definition.filters?.[name] ?? name, value] as const,
    );
    const others = Object.entries(rest).map(([name, value]) => [toSnakeCase(name), value] as const);
    return [...filters, ...others].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as const] : [],
    );
  });
};

const encodeBody = (
  definition: BodyDefinition | undefined,
  value: unknown,
): Encoded<EncodedRequest["body"]> => {
  if (definition === undefined) return Result.succeed(undefined);
  const { schema, format, field } = definition;
  const prefix = format === "wrapped" ? [field ?? "value"] : [];
  return Result.flatMap(encode(schema, value, prefix), (encoded) => {
    const wire = wireCodec(schema).toWire(encoded);
    const issues = jsonIssues(wire);
    if (issues.length > 0) return Result.fail(issues);
    switch (format) {
      case "json":
        return Result.succeed({ contentType: "application/json", text: stringifyJson(wire) });
      case "wrapped":
        return Result.succeed({
          contentType: "application/json",
          text: stringifyJson({ value: wire }),
        });
      case "form":
        return Result.succeed({
          contentType: "application/x-www-form-urlencoded",
          text: new URLSearchParams(
            Object.entries(isRecord(wire) ? wire : {}).map(([name, item]) => [name, String(item)]),
          ).toString(),
        });
    }
  });
};

/** Validates and encodes the input of a call. Every invalid field is listed. */
export const encodeRequest = (endpoint: Endpoint, input: RequestInput): Encoded<EncodedRequest> => {
  const path = encodePath(endpoint, input.params);
  const query = encodeQuery(endpoint.query, input.query);
  const body = encodeBody(endpoint.body, input.body);
  if (Result.isSuccess(path) && Result.isSuccess(query) && Result.isSuccess(body)) {
    return Result.succeed({
      method: endpoint.method,
      path: path.success,
      query: query.success,
      ...(body.success && { body: body.success }),
      secrets: endpoint.body === undefined ? [] : secretsIn(endpoint.body.schema, input.body),
    });
  }
  return Result.fail(collectIssues([path, query, body]));
};
