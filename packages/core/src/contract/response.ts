import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import type { FieldIssue } from "../errors/details.ts";
import type { Endpoint } from "./endpoint.ts";
import { toWirePath } from "./fieldPath.ts";
import { refusalsOf } from "./issues.ts";
import { wireCodec } from "./wireCodec.ts";

/** Reads the JSON of an answer. Unknown fields and kinds are kept; issues bear wire names. */
export const decodeWire = <A>(
  schema: Schema.Codec<A, unknown>,
  json: unknown,
): Result.Result<A, ReadonlyArray<FieldIssue>> =>
  Result.mapError(Schema.decodeUnknownResult(schema)(wireCodec(schema).fromWire(json)), (error) =>
    refusalsOf(error.issue).map(({ path, message }) => ({
      field: toWirePath(schema, path).join("."),
      message,
    })),
  );

/** Writes a value as the JSON of an answer. Throws where the value does not fit its type. */
export const encodeWire = <A>(schema: Schema.Codec<A, unknown>, value: A): unknown =>
  wireCodec(schema).toWire(Schema.encodeSync(schema)(value));

/** Writes what an endpoint's handler returned; `undefined` for one without a body. */
export const encodeSuccess = (endpoint: Endpoint, value: unknown): unknown =>
  endpoint.success === undefined ? undefined : encodeWire(endpoint.success, value);
