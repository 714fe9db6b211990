import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BodyTooLarge, readText } from "./readText.ts";

const encoder = new TextEncoder();

/** A body that arrives in chunks, and records whether the rest was cancelled. */
const inPieces = (pieces: ReadonlyArray<Uint8Array>, headers: Record<string, string> = {}) => {
  let cancelled = false;
  let pulled = 0;
  const response = new Response(
    new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          const piece = pieces[pulled];
          pulled += 1;
          if (piece === undefined) controller.close();
          else controller.enqueue(piece);
        },
        cancel: () => {
          cancelled = true;
        },
      },
      { highWaterMark: 0 },
    ),
    { headers },
  );
  return { response, cancelled: () => cancelled, pulled: () => pulled };
};

const cut = (bytes: Uint8Array, places: ReadonlyArray<number>): ReadonlyArray<Uint8Array> => {
  const ends = [...new Set([...places.map((place) => place % (bytes.length + 1)), bytes.length])];
  ends.sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
};

describe("readText", () => {
  it("returns the text, wherever its characters are split", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme", maxLength: 40 }),
        fc.array(fc.nat(200), { maxLength: 20 }),
        async (text, places) => {
          const bytes = encoder.encode(text);
          const { response } = inPieces(cut(bytes, places));
          expect(await readText(response, bytes.length)).toBe(text.replace(/^\ufeff/, ""));
        },
      ),
    );
  });

  it("decodes a character that arrives byte by byte", async () => {
    const pieces = [...encoder.encode("ä€\u{1f511}")].map((byte) => Uint8Array.of(byte));
    expect(pieces).toHaveLength(9);
    expect(await readText(inPieces(pieces).response, 9)).toBe("ä€\u{1f511}");
  });

  it("replaces what is not UTF-8, and a character that is cut off at the end", async () => {
    const { response } = inPieces([Uint8Array.of(0x61, 0xff, 0x62), Uint8Array.of(0xe2, 0x82)]);
    expect(await readText(response, 100)).toBe("a\ufffdb\ufffd");
  });

  it("leaves a byte order mark out", async () => {
    const { response } = inPieces([encoder.encode("\ufeff{}")]);
    expect(await readText(response, 100)).toBe("{}");
    expect(await readText(new Response("\ufeff{}"), 100)).toBe("{}");
  });

  it("is empty where there is no body", async () => {
    expect(await readText(new Response(null, { status: 204 }), 1)).toBe("");
    expect(await readText(new Response(""), 1)).toBe("");
  });

  it("counts bytes, not characters: the limit itself is allowed, one more is not", async () => {
    const pieces = [encoder.encode("ää"), encoder.encode("ä")];
    expect(await readText(inPieces(pieces).response, 6)).toBe("äää");
    await expect(readText(inPieces(pieces).response, 5)).rejects.toBeInstanceOf(BodyTooLarge);
  });

  it("stops at the limit and cancels the rest", async () => {
    const piece = new Uint8Array(10);
    const body = inPieces(Array.from({ length: 1_000 }, () => piece));
    await expect(readText(body.response, 25)).rejects.toBeInstanceOf(BodyTooLarge);
    expect(body.pulled()).toBe(3);
    expect(body.cancelled()).toBe(true);
  });

  it.each([
    ["a Content-Length that is above the limit", { "content-length": "26" }],
    ["a Content-Length of packed bytes", { "content-length": "20", "content-encoding": "gzip" }],
    ["a Content-Length that is no number", { "content-length": "a few" }],
  ])("applies the limit regardless of Content-Length: %s", async (_, headers) => {
    const body = inPieces([new Uint8Array(20), new Uint8Array(20)], headers);
    await expect(readText(body.response, 25)).rejects.toBeInstanceOf(BodyTooLarge);
  });

  it("fails if the body fails", async () => {
    const broken = new Response(
      new ReadableStream({ pull: (controller) => controller.error(new Error("broken")) }),
    );
    await expect(readText(broken, 100)).rejects.toThrow("broken");
  });
});
