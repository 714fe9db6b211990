/** Bytes that are hashed at a time. */
const pieceSize = 4_194_304;

const sha256 = async (bytes: BufferSource) =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** Identifies the content of a file, and what it is imported into. */
export const fingerprint = async (file: Blob, target: string): Promise<string> => {
  const hashes: Array<number> = [];
  for (let start = 0; start < file.size; start += pieceSize) {
    hashes.push(...(await sha256(await file.slice(start, start + pieceSize).arrayBuffer())));
  }
  const all = await sha256(new Uint8Array([...hashes, ...new TextEncoder().encode(target)]));
  return [...all].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
