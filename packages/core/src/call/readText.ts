import type { FetchedResponse } from "./fetchOption.ts";

/** Thrown by {@link readText}. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

const isStream = (body: unknown): body is ReadableStream<Uint8Array> =>
  typeof body === "object" && body !== null && "getReader" in body;

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
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      throw new BodyTooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
};
