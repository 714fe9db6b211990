import * as Result from "effect/Result";
import { contract, type OperationName } from "../../src/contract/contract.ts";
import { decodeRequest, type ReceivedRequest } from "../../src/codec/decodeRequest.ts";
import { encodeRequest, type EncodedRequest } from "../../src/codec/encodeRequest.ts";
import type { Endpoint, RequestInput } from "../../src/contract/endpoint.ts";
import type { FieldIssue } from "../../src/errors/details.ts";

export const endpointOf = (name: OperationName): Endpoint => contract[name];

/** The encoded request, or the issues, of a call with these arguments. */
export const inputOf = (name: OperationName, ...args: ReadonlyArray<unknown>): RequestInput =>
  endpointOf(name).input(...(args as ReadonlyArray<never>));

const encode = (name: OperationName, ...args: ReadonlyArray<unknown>) =>
  encodeRequest(endpointOf(name), inputOf(name, ...args));

/** The request of a valid call. */
export const requestOf = (name: OperationName, ...args: ReadonlyArray<unknown>): EncodedRequest =>
  Result.getOrThrowWith(
    encode(name, ...args),
    (issues) => new Error(`Refused: ${JSON.stringify(issues)}`),
  );

/** The issues of an invalid call. */
export const issuesOf = (
  name: OperationName,
  ...args: ReadonlyArray<unknown>
): ReadonlyArray<FieldIssue> => {
  const encoded = encode(name, ...args);
  return Result.isFailure(encoded) ? encoded.failure : [];
};

/** The names of the invalid fields of a call. */
export const refusedFields = (
  name: OperationName,
  ...args: ReadonlyArray<unknown>
): Array<string> => issuesOf(name, ...args).map(({ field }) => field);

/** The query string of a call, percent-decoded. */
export const queryOf = (name: OperationName, ...args: ReadonlyArray<unknown>): string =>
  requestOf(name, ...args)
    .query.map((entry) => entry.join("="))
    .join("&");

/** The JSON body of a call. */
export const bodyOf = (name: OperationName, ...args: ReadonlyArray<unknown>): unknown =>
  JSON.parse(requestOf(name, ...args).body?.text ?? "null");

/** The request as a server receives it, after it went through a URL. */
export const receive = (name: OperationName, request: EncodedRequest): ReceivedRequest => {
  const query = new URLSearchParams(request.query.map(([key, value]) => [key, value]));
  const url = new URL(`https://api.test${request.path}?${query}`);
  const template = endpointOf(name).path.split("/");
  const path = url.pathname.split("/");
  if (path.length !== template.length) throw new Error(`${url.pathname} is another route`);
  const params = Object.fromEntries(
    template.flatMap((segment, index) => {
      const text = decodeURIComponent(path[index] ?? "");
      if (segment.startsWith("{")) return [[segment.slice(1, -1), text]];
      if (segment !== text) throw new Error(`${url.pathname} is another route`);
      return [];
    }),
  );
  const body = request.body;
  return {
    params,
    query: [...url.searchParams],
    body:
      body === undefined
        ? undefined
        : body.contentType === "application/json"
          ? JSON.parse(body.text)
          : Object.fromEntries(new URLSearchParams(body.text)),
  };
};

/** Encodes a call, sends it through a URL and decodes it. */
export const exchange = (name: OperationName, ...args: ReadonlyArray<unknown>): RequestInput =>
  Result.getOrThrowWith(
    decodeRequest(endpointOf(name), receive(name, requestOf(name, ...args))),
    (issues) => new Error(`Refused: ${JSON.stringify(issues)}`),
  );
