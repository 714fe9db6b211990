import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import { pathIssues } from "../../src/codec/schemaIssues.ts";
import type { FieldIssue } from "../../src/errors/details.ts";
import { wireCodec } from "./wireCodec.ts";
import { toWirePath } from "./wirePath.ts";

// What the compiled codecs do, by interpreting the schemas: slow, and the reference of their tests.

type Interpreted<A> = Result.Result<A, ReadonlyArray<FieldIssue>>;

/** Reads JSON. Issues have the names of the wire. */
export const interpretReading = <A>(
  schema: Schema.Codec<A, unknown>,
  json: unknown,
  errors: "all" | "first",
): Interpreted<A> =>
  Result.mapError(
    Schema.decodeUnknownResult(schema)(wireCodec(schema).fromWire(json), { errors }),
    (error) =>
      pathIssues(error.issue).map(({ path, message }) => ({
        field: toWirePath(schema, path).join("."),
        message,
      })),
  );

/** Writes JSON. Issues have the names of the model. */
export const interpretWriting = (
  schema: Schema.Codec<unknown, unknown>,
  value: unknown,
  options: { readonly errors: "all" | "first"; readonly onExcessProperty: "error" | "ignore" },
): Interpreted<unknown> =>
  Result.mapBoth(Schema.encodeUnknownResult(schema)(value, options), {
    onFailure: (error) =>
      pathIssues(error.issue).map(({ path, message }) => ({ field: path.join("."), message })),
    onSuccess: (encoded) => wireCodec(schema).toWire(encoded),
  });
