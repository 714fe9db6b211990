import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import type { FieldIssue } from "../errors/details.ts";
import type {
  BodyDefinition,
  Endpoint,
  QueryDefinition,
  RequestInput,
} from "../contract/endpoint.ts";
import { toWirePath } from "./fieldPath.ts";
import { collectIssues, pathIssues } from "./schemaIssues.ts";
import { queryParametersOf } from "./queryParameters.ts";
import { toCamelCase, toSnakeCase } from "../models/fieldNames.ts";
import { wireCodec } from "./wireCodec.ts";

/** A request as received by a server. */
export interface ReceivedRequest {
  /** Path parameters, percent-decoded. */
  readonly params: { readonly [name: string]: string };
  /** Query parameters, percent-decoded. */
  readonly query: Iterable<readonly [name: string, value: string]>;
  /** The parsed JSON, or the entries of a form. */
  readonly body: unknown;
}

type Decoded<A> = Result.Result<A, ReadonlyArray<FieldIssue>>;

const decode = (
  schema: Schema.Codec<unknown, unknown>,
  value: unknown,
  fieldOf: (path: ReadonlyArray<string>) => ReadonlyArray<string>,
): Decoded<unknown> =>
  Result.mapError(
    Schema.decodeUnknownResult(schema)(value, { errors: errorMode(value) }),
    (error) =>
      pathIssues(error.issue).map(({ path, message }) => ({
        field: fieldOf(path).join("."),
        message,
      })),
  );

/** Above this number of values only the first error is reported: collecting all takes seconds. */
const maxValuesForAllErrors = 5_000;

const countValues = (value: unknown, atMost: number): number => {
  if (typeof value !== "object" || value === null) return 1;
  let count = 1;
  for (const item of Object.values(value)) {
    if (count > atMost) break;
    count += countValues(item, atMost - count);
  }
  return count;
};

const errorMode = (value: unknown): "all" | "first" =>
  countValues(value, maxValuesForAllErrors) > maxValuesForAllErrors ? "first" : "all";

const decodeParams = (
  schemas: Endpoint["params"],
  params: ReceivedRequest["params"],
): Decoded<RequestInput["params"]> => {
  const out: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(schemas ?? {})) {
    const text = params[name] ?? "";
    // Ids are numbers in the contract and digits in a path.
    const value = /^\d{1,10}$/.test(text) && Schema.is(schema)(Number(text)) ? Number(text) : text;
    const decoded = decode(schema, value, () => [name]);
    if (Result.isFailure(decoded)) return Result.fail(decoded.failure);
    out[name] = decoded.success;
  }
  return Result.succeed(out);
};

const decodeQuery = (
  definition: QueryDefinition | undefined,
  query: ReceivedRequest["query"],
  known: ReadonlySet<string>,
): Decoded<unknown> => {
  const filterOf = new Map(
    Object.entries(definition?.filters ?? {}).map(([name, parameter]) => [parameter, name]),
  );
  const filter: Record<string, string> = {};
  const rest: Record<string, string> = {};
  const seen = new Set<string>();
  const issues: Array<FieldIssue> = [];
  for (const [parameter, value] of query) {
    const filterName = filterOf.get(parameter);
    if (seen.has(parameter)) issues.push({ field: parameter, message: "is given more than once" });
    else if (filterName !== undefined) filter[filterName] = value;
    else if (known.has(parameter)) rest[toCamelCase(parameter)] = value;
    else issues.push({ field: parameter, message: "is not a parameter of this endpoint" });
    seen.add(parameter);
  }
  if (definition === undefined) {
    return issues.length === 0 ? Result.succeed(undefined) : Result.fail(issues);
  }
  const decoded = decode(
    definition.schema,
    definition.filters === undefined ? rest : { ...rest, filter },
    ([first = "", second = ""]) => [
      first === "filter" ? (definition.filters?.[second] ?? second) : toSnakeCase(first),
    ],
  );
  if (issues.length === 0) return decoded;
  return Result.fail([...issues, ...(Result.isFailure(decoded) ? decoded.failure : [])]);
};

const decodeBody = (definition: BodyDefinition | undefined, body: unknown): Decoded<unknown> => {
  if (definition === undefined) return Result.succeed(undefined);
  if (definition.format === "wrapped") {
    const value: unknown =
      typeof body === "object" && body !== null && "value" in body ? body.value : undefined;
    return decode(definition.schema, value, () => ["value"]);
  }
  return decode(definition.schema, wireCodec(definition.schema).fromWire(body), (path) =>
    toWirePath(definition.schema, path),
  );
};

/**
 * Decodes and validates a request; the counterpart of {@link encodeRequest}. Every invalid field is
 * listed under its **wire** name.
 */
export const decodeRequest = (
  endpoint: Endpoint,
  request: ReceivedRequest,
): Decoded<RequestInput> => {
  const params = decodeParams(endpoint.params, request.params);
  const query = decodeQuery(endpoint.query, request.query, queryParametersOf(endpoint.query));
  const body = decodeBody(endpoint.body, request.body);
  if (Result.isSuccess(params) && Result.isSuccess(query) && Result.isSuccess(body)) {
    return Result.succeed({
      params: params.success ?? {},
      query: query.success,
      body: body.success,
    });
  }
  return Result.fail(collectIssues([params, query, body]));
};
