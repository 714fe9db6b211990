import * as Result from "effect/Result";
import type { FieldIssue } from "../errors/details.ts";
import type { Codec } from "../shapes/codec.ts";
import { read } from "../shapes/run.ts";

/** A decoded response. */
export interface DecodedResponse<A> {
  readonly value: A;
  /** Optional fields whose values did not match their types, by wire name. They are in `unknownFields`. */
  readonly unreadable: ReadonlyArray<FieldIssue>;
}

/**
 * Decodes a response of the API. An optional field whose value does not match its type does not make the
 * whole response unreadable: the value is moved to `unknownFields`, or dropped if the model has none.
 * Required fields must match.
 */
export const decodeResponse = <A>(
  codec: Codec<A>,
  json: unknown,
): Result.Result<DecodedResponse<A>, ReadonlyArray<FieldIssue>> =>
  Result.map(read(codec, json, { setsAside: true }), ({ value, aside }) => ({
    value,
    unreadable: aside,
  }));
