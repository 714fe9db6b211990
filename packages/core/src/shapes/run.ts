import * as Result from "effect/Result";
import type { FieldIssue } from "../errors/details.ts";
import { type Codec, shapeOf } from "./codec.ts";
import { type Handling, invalid, mismatch, Progress } from "./progress.ts";

/** A value that was read. */
export interface Read<A> {
  readonly value: A;
  /** The problems of the optional fields that were set aside. */
  readonly aside: ReadonlyArray<FieldIssue>;
}

const run = <A>(
  convert: (progress: Progress) => unknown,
  expected: string,
  progress: Progress,
): Result.Result<A, ReadonlyArray<FieldIssue>> => {
  const converted = convert(progress);
  if (converted === mismatch) progress.report(`Expected ${expected}`);
  return converted === mismatch || converted === invalid
    ? Result.fail(progress.issues)
    : // Compiled from the schema of A.
      Result.succeed(converted as A);
};

/** Reads JSON. Issues have the names of the wire. */
export const read = <A>(
  codec: Codec<A>,
  json: unknown,
  handling: Handling,
): Result.Result<Read<A>, ReadonlyArray<FieldIssue>> => {
  const shape = shapeOf(codec);
  const progress = new Progress(json, handling);
  return Result.map(
    run<A>(() => shape.decode(json, progress), shape.expectedJson, progress),
    (value) => ({ value, aside: progress.issues }),
  );
};

/** Writes JSON. Issues have the names of the model. */
export const write = (
  codec: Codec,
  value: unknown,
  handling: Handling,
): Result.Result<unknown, ReadonlyArray<FieldIssue>> => {
  const shape = shapeOf(codec);
  const progress = new Progress(value, handling);
  return run(() => shape.encode(value, progress), shape.expected, progress);
};
