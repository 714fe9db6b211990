import * as Result from "effect/Result";
import type { FieldIssue } from "../errors/details.ts";
import type {
  BodyDefinition,
  Endpoint,
  QueryDefinition,
  RequestInput,
} from "../contract/endpoint.ts";
import { stringifyJson } from "./json.ts";
import { jsonIssues } from "./jsonIssues.ts";
import { collectIssues } from "./collectIssues.ts";
import { toCamelCase } from "../models/fieldNames.ts";
import { secretsIn } from "./secretsIn.ts";
import type { Codec } from "../shapes/codec.ts";
import { write } from "../shapes/run.ts";

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

const encode = (codec: Codec, value: unknown): Encoded<unknown> =>
  write(codec, value, { rejectsUnknown: true });

/** Encodes a value that is a field of its own; issues have the field's name. */
const encodeField = (codec: Codec, value: unknown, wireName: string): Encoded<unknown> =>
  Result.mapError(encode(codec, value), (issues) => {
    const name = toCamelCase(wireName);
    return issues.map(({ field, message }) => ({
      field: field === "" ? name : `${name}.${field}`,
      message,
    }));
  });

const encodePath = (endpoint: Endpoint, params: RequestInput["params"]): Encoded<string> => {
  let path: string = endpoint.path;
  for (const [name, codec] of Object.entries(endpoint.params ?? {})) {
    const encoded = encodeField(codec, params?.[name], name);
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
  return Result.map(encode(definition.codec, query), (encoded) => {
    if (!isRecord(encoded)) return [];
    const { filter, ...rest } = encoded;
    const filters = Object.entries(isRecord(filter) ? filter : {}).map(
      ([name, value]) => [definition.filters?.[toCamelCase(name)] ?? name, value] as const,
    );
    const others = Object.entries(rest);
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
  const { codec, format, field = "value" } = definition;
  const encoded = format === "wrapped" ? encodeField(codec, value, field) : encode(codec, value);
  return Result.flatMap(encoded, (wire) => {
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
      secrets:
        endpoint.body === undefined ? [] : secretsIn(endpoint.body.codec, input.body, "value"),
    });
  }
  return Result.fail(collectIssues([path, query, body]));
};
