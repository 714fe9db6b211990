import type { FetchedResponse } from "./fetchOption.ts";

/** Thrown by {@link readText}. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

const isStream = (body: unknown): body is ReadableStream<Uint8Array> =>
  typeof body === "object" && body !== null && "getReader" in body;

// Made once: that takes as long as decoding a small body.
const decoder = /* @__PURE__ */ new TextDecoder();

const joined = (chunks: ReadonlyArray<Uint8Array>, size: number): Uint8Array => {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only;
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
};

/** Reads a body as UTF-8 text. Throws {@link BodyTooLarge} above `limit` bytes. */
export const readText = async (response: FetchedResponse, limit: number): Promise<string> => {
  if (response.body === null) return "";
  if (!isStream(response.body)) {
    // Of node-fetch, or of a mock.
    const text = await response.text();
    if (new TextEncoder().encode(text).byteLength > limit) throw new BodyTooLarge();
    return text;
  }
  const reader = response.body.getReader();
  const chunks: Array<Uint8Array> = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return decoder.decode(joined(chunks, size));
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      throw new BodyTooLarge();
    }
    chunks.push(value);
  }
};
