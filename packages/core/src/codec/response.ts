import * as Result from "effect/Result";
import type { Endpoint } from "../contract/endpoint.ts";
import type { FieldIssue } from "../errors/details.ts";
import type { Codec } from "../shapes/codec.ts";
import { read, write } from "../shapes/run.ts";

/** Decodes a response body. Unknown fields and types are kept; issues have wire names. */
export const decodeWire = <A>(
  codec: Codec<A>,
  json: unknown,
): Result.Result<A, ReadonlyArray<FieldIssue>> =>
  Result.map(read(codec, json, { problems: "first" }), ({ value }) => value);

/** Encodes a value as a response body. Throws if the value does not match its type. */
export const encodeWire = <A>(codec: Codec<A>, value: A): unknown =>
  Result.getOrThrowWith(write(codec, value, { problems: "first" }), ([issue]) => {
    const { field = "", message = "" } = issue ?? {};
    return new TypeError(
      `Not a valid value to send: ${field === "" ? "" : `${field}: `}${message}`,
    );
  });

/** Encodes the result of an endpoint; `undefined` if it has no response body. */
export const encodeSuccess = (endpoint: Endpoint, value: unknown): unknown =>
  endpoint.success === undefined ? undefined : encodeWire(endpoint.success, value);
