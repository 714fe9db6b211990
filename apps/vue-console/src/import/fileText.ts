/** Encodings of files, by their names in the Encoding standard. */
export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

const marks: ReadonlyArray<readonly [Encoding, ReadonlyArray<number>]> = [
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** Bytes at a time: few enough rows to read them between two frames. */
const pieceSize = 32_768;

/** The bytes of a file, piece by piece. */
async function* bytesOf(file: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      // Browsers read megabytes at a time.
      for (let start = 0; start < value.length; start += pieceSize) {
        yield value.subarray(start, start + pieceSize);
      }
    }
  } finally {
    await reader.cancel();
  }
}

/** The text of a file, piece by piece, without a byte order mark. */
export async function* textOf(file: Blob, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of bytesOf(file)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

/**
 * Finds the encoding: by a byte order mark, else UTF-8 if the whole file is valid, which no text in another
 * encoding is by chance; else the one of Excel on Windows in western languages.
 */
export const detectEncoding = async (file: Blob): Promise<Encoding> => {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const marked = marks.find(([, mark]) => mark.every((byte, index) => start[index] === byte));
  if (marked !== undefined) return marked[0];
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const bytes of bytesOf(file)) decoder.decode(bytes, { stream: true });
    decoder.decode();
    return "utf-8";
  } catch {
    return "windows-1252";
  }
};
