import { type FieldIssue, pathIssues } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import { defaultBodyLimit } from "../../http/httpOptions.ts";
import { readText, type UnreadableBody } from "../../http/requestBody.ts";
import { fieldAt, issue } from "../../api/errors/fieldIssues.ts";
import { type ApiError, fail } from "../../api/errors/apiError.ts";

type Fields = Schema.Struct.Fields;
type Read<F extends Fields, E = never> = Effect.Effect<
  Schema.Struct.Type<F>,
  ApiError<"BadRequest"> | E
>;
type Checked<F extends Fields> = Schema.Codec<Schema.Struct.Type<F>, unknown>;

const decode = <F extends Fields>(
  fields: F,
  value: unknown,
  check: (value: Schema.Struct.Type<F>) => ReadonlyArray<FieldIssue>,
): Read<F> => {
  const names = Object.keys(fields);
  const allowed = names.length === 0 ? "there are none here" : `use ${names.join(", ")}`;
  // Fields without transformations: decoded equals encoded.
  const schema = Schema.Struct(fields) as unknown as Checked<F>;
  const unknown = Object.keys(typeof value === "object" && value !== null ? value : {});
  // A struct without fields would accept anything.
  if (names.length === 0 && unknown.length > 0) {
    const issues = unknown.map((name) => issue(fieldAt([name]), `is not known: ${allowed}`));
    return Effect.fail(fail("BadRequest", issues));
  }
  const decoded = Schema.decodeUnknownResult(schema)(value, {
    errors: "all",
    onExcessProperty: "error",
  });
  const issues = Result.isSuccess(decoded)
    ? check(decoded.success)
    : pathIssues(decoded.failure.issue).map(({ path, message }) =>
        issue(
          fieldAt(path),
          message === "is not a known field" ? `is not known: ${allowed}` : message,
        ),
      );
  return Result.isSuccess(decoded) && issues.length === 0
    ? Effect.succeed(decoded.success)
    : Effect.fail(fail("BadRequest", issues));
};

const none = () => [];

/** Reads the JSON of a request regardless of its media type. An empty body is an empty object. */
export const readInput = Effect.fnUntraced(function* <F extends Fields>(
  request: Request,
  fields: F,
  check: (value: Schema.Struct.Type<F>) => ReadonlyArray<FieldIssue> = none,
): Effect.fn.Return<Schema.Struct.Type<F>, ApiError<"BadRequest"> | UnreadableBody> {
  const text = yield* readText({ request, isFromSocket: false }, defaultBodyLimit);
  const json = yield* Effect.try({
    try: (): unknown => (text.trim() === "" ? {} : JSON.parse(text)),
    catch: () => fail("BadRequest", [issue("", "The body is not JSON.")]),
  });
  return yield* decode(fields, json, check);
});

const asNumber = (text: string) => (/^\d{1,10}$/.test(text) ? Number(text) : text);

/** Reads the query of a request. Numeric text becomes a number. */
export const readQuery = Effect.fnUntraced(function* <F extends Fields>(
  { url }: Request,
  fields: F,
  texts: ReadonlyArray<string> = [],
): Effect.fn.Return<Schema.Struct.Type<F>, ApiError<"BadRequest">> {
  const query = new URL(url).searchParams;
  const twice = [...query.keys()].find((name) => query.getAll(name).length > 1);
  if (twice !== undefined) {
    return yield* fail("BadRequest", [issue(fieldAt([twice]), "is given more than once")]);
  }
  const given = Array.from(query, ([name, value]) => [
    name,
    texts.includes(name) ? value : asNumber(value),
  ]);
  return yield* decode(fields, Object.fromEntries(given), none);
});
