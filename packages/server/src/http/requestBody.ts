import * as Data from "effect/Data";
import * as Effect from "effect/Effect";
import type { TransportErrorKind } from "../api/errors/errorKinds.ts";
import { issue } from "../api/errors/fieldIssues.ts";
import { type ApiError, fail } from "../api/errors/apiError.ts";

/** What keeps a body from being read at all. */
export class UnreadableBody extends Data.TaggedError("UnreadableBody")<{
  readonly kind: Extract<TransportErrorKind, "BodyTooLarge" | "UnsupportedMediaType">;
}> {}

const malformed = (message: string) => fail("BadRequest", [issue("", message)]);

const readBytes = async (request: Request, mostBytes: number): Promise<Uint8Array | undefined> => {
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) return undefined;
  const chunks: Array<Uint8Array> = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    // Without reading the rest: a header may lie, or be missing.
    if (length > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** The body as text. A client that goes away while it sends is a malformed request, too. */
export const readText = Effect.fnUntraced(function* (
  request: Request,
  mostBytes: number,
): Effect.fn.Return<string, UnreadableBody | ApiError<"BadRequest">> {
  const bytes = yield* Effect.tryPromise({
    try: () => readBytes(request, mostBytes),
    catch: () => malformed("The body did not arrive whole."),
  });
  if (bytes === undefined) return yield* new UnreadableBody({ kind: "BodyTooLarge" });
  return yield* Effect.try({
    try: () => new TextDecoder("utf-8", { fatal: true }).decode(bytes),
    catch: () => malformed("The body is not UTF-8."),
  });
});

/** The media type without its parameters. */
export const mediaTypeOf = (request: Request): string =>
  (request.headers.get("content-type") ?? "").split(";", 1).join().trim().toLowerCase();

/** The JSON of a request; `undefined` where there is none. */
export const readJson = Effect.fnUntraced(function* (
  request: Request,
  mostBytes: number,
): Effect.fn.Return<unknown, UnreadableBody | ApiError<"BadRequest">> {
  const text = yield* readText(request, mostBytes);
  if (text === "") return undefined;
  // Also what a form in another site's page could send without asking is refused here.
  if (!/^application\/(?:[\w.-]+\+)?json$/.test(mediaTypeOf(request))) {
    return yield* new UnreadableBody({ kind: "UnsupportedMediaType" });
  }
  return yield* Effect.try({
    try: (): unknown => JSON.parse(text),
    catch: () => malformed("The body is not JSON."),
  });
});
