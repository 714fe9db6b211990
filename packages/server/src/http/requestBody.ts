import { parseJson } from "@knetik-users/core/effect";
import * as Data from "effect/Data";
import * as Effect from "effect/Effect";
import type { TransportErrorKind } from "../api/errors/errorKinds.ts";
import { inexactNumberIssues } from "../api/json/exactNumbers.ts";
import { issue } from "../api/errors/fieldIssues.ts";
import { type ApiError, fail } from "../api/errors/apiError.ts";

/** The body cannot be read. */
export class UnreadableBody extends Data.TaggedError("UnreadableBody")<{
  readonly kind: Extract<TransportErrorKind, "BodyTooLarge" | "UnsupportedMediaType">;
}> {}

const malformed = (message: string) => fail("BadRequest", [issue("", message)]);

const decoder = new TextDecoder("utf-8", { fatal: true });

/** A request whose body is read. */
export interface BodySource {
  readonly request: Request;
  /** Whether Node's parser has made the body as long as its `Content-Length` says. */
  readonly isFromSocket: boolean;
}

const readBytes = async (
  { request, isFromSocket }: BodySource,
  mostBytes: number,
): Promise<Uint8Array | undefined> => {
  const given = request.headers.get("content-length");
  if (Number(given ?? 0) > mostBytes) return undefined;
  // Without a stream, which takes longer than the rest of the request.
  if (isFromSocket && given !== null) return new Uint8Array(await request.arrayBuffer());
  const chunks: Array<Uint8Array> = [];
  let length = 0;
  // A reader takes half the time of iterating over the stream.
  const reader = request.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    // Checked while reading, because the Content-Length may be wrong or missing.
    if (length > mostBytes) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  const [only] = chunks;
  return chunks.length === 1 ? only : Buffer.concat(chunks);
};

/** Reads the body as text. A disconnect while sending counts as a malformed request. */
export const readText = Effect.fnUntraced(function* (
  source: BodySource,
  mostBytes: number,
): Effect.fn.Return<string, UnreadableBody | ApiError<"BadRequest">> {
  const bytes = yield* Effect.tryPromise({
    try: () => readBytes(source, mostBytes),
    catch: () => malformed("The body is incomplete."),
  });
  if (bytes === undefined) return yield* new UnreadableBody({ kind: "BodyTooLarge" });
  return yield* Effect.try({
    try: () => decoder.decode(bytes),
    catch: () => malformed("The body is not UTF-8."),
  });
});

/** The media type without its parameters. */
export const mediaTypeOf = (request: Request): string =>
  (request.headers.get("content-type") ?? "").split(";", 1).join().trim().toLowerCase();

/**
 * Reads the JSON of a request; `undefined` if the body is empty. Rejects numbers that would be changed.
 */
export const readJson = Effect.fnUntraced(function* (
  source: BodySource,
  mostBytes: number,
): Effect.fn.Return<unknown, UnreadableBody | ApiError<"BadRequest">> {
  const text = yield* readText(source, mostBytes);
  if (text === "") return undefined;
  // Also rejects what a form of another site could send without CORS.
  if (!/^application\/(?:[\w.-]+\+)?json$/.test(mediaTypeOf(source.request))) {
    return yield* new UnreadableBody({ kind: "UnsupportedMediaType" });
  }
  const json = yield* Effect.try({
    try: () => parseJson(text),
    catch: () => malformed("The body is not JSON."),
  });
  const inexact = inexactNumberIssues(text);
  return inexact.length > 0 ? yield* fail("BadRequest", inexact) : json;
});
