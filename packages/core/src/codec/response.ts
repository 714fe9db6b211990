import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import type { FieldIssue } from "../errors/details.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import { toWirePath } from "./fieldPath.ts";
import { pathIssues } from "./schemaIssues.ts";
import { wireCodec } from "./wireCodec.ts";

/** Decodes a response body. Unknown fields and types are kept; issues have wire names. */
export const decodeWire = <A>(
  schema: Schema.Codec<A, unknown>,
  json: unknown,
): Result.Result<A, ReadonlyArray<FieldIssue>> =>
  Result.mapError(Schema.decodeUnknownResult(schema)(wireCodec(schema).fromWire(json)), (error) =>
    pathIssues(error.issue).map(({ path, message }) => ({
      field: toWirePath(schema, path).join("."),
      message,
    })),
  );

/** Encodes a value as a response body. Throws if the value does not match its type. */
export const encodeWire = <A>(schema: Schema.Codec<A, unknown>, value: A): unknown =>
  wireCodec(schema).toWire(Schema.encodeSync(schema)(value));

/** Encodes the result of an endpoint; `undefined` if it has no response body. */
export const encodeSuccess = (endpoint: Endpoint, value: unknown): unknown =>
  endpoint.success === undefined ? undefined : encodeWire(endpoint.success, value);
