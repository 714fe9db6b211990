import * as Result from "effect/Result";
import type { FieldIssue } from "../errors/details.ts";
import type {
  BodyDefinition,
  Endpoint,
  QueryDefinition,
  RequestInput,
} from "../contract/endpoint.ts";
import type { Codec } from "../shapes/codec.ts";
import { read } from "../shapes/run.ts";
import { collectIssues } from "./collectIssues.ts";
import { queryParametersOf } from "./queryParameters.ts";
import { toCamelCase, toSnakeCase } from "../models/fieldNames.ts";

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

const decode = (codec: Codec, value: unknown): Decoded<unknown> =>
  Result.map(read(codec, value, { problems: "all-if-small" }), (decoded) => decoded.value);

/** Renames the fields of issues. */
const renameIssues = (
  decoded: Decoded<unknown>,
  nameOf: (field: string) => string,
): Decoded<unknown> =>
  Result.mapError(decoded, (issues) =>
    issues.map(({ field, message }) => ({ field: nameOf(field), message })),
  );

const decodeParams = (
  codecs: Endpoint["params"],
  params: ReceivedRequest["params"],
): Decoded<RequestInput["params"]> => {
  const out: Record<string, unknown> = {};
  for (const [name, codec] of Object.entries(codecs ?? {})) {
    const text = params[name] ?? "";
    // Ids are numbers in the contract and digits in a path.
    const number = /^\d{1,10}$/.test(text) ? decode(codec, Number(text)) : undefined;
    const decoded =
      number !== undefined && Result.isSuccess(number)
        ? number
        : renameIssues(decode(codec, text), () => name);
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
    else if (filterName !== undefined) filter[toSnakeCase(filterName)] = value;
    else if (known.has(parameter)) rest[parameter] = value;
    else issues.push({ field: parameter, message: "is not a parameter of this endpoint" });
    seen.add(parameter);
  }
  if (definition === undefined) {
    return issues.length === 0 ? Result.succeed(undefined) : Result.fail(issues);
  }
  const decoded = renameIssues(
    decode(definition.codec, definition.filters === undefined ? rest : { ...rest, filter }),
    (field) => {
      const [first = "", second = ""] = field.split(".");
      return first === "filter" ? (definition.filters?.[toCamelCase(second)] ?? second) : first;
    },
  );
  if (issues.length === 0) return decoded;
  return Result.fail([...issues, ...(Result.isFailure(decoded) ? decoded.failure : [])]);
};

const decodeBody = (definition: BodyDefinition | undefined, body: unknown): Decoded<unknown> => {
  if (definition === undefined) return Result.succeed(undefined);
  if (definition.format === "wrapped") {
    const value: unknown =
      typeof body === "object" && body !== null && "value" in body ? body.value : undefined;
    return renameIssues(decode(definition.codec, value), () => "value");
  }
  return decode(definition.codec, body);
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
