import type { Codec } from "./codec.ts";
import { invalid, mismatch, type Progress } from "./progress.ts";

/** Reads the value at a key. `orElse` is what else may be there. Returns `invalid` if it has problems. */
export const decodeAt = (
  codec: Codec,
  json: unknown,
  key: string | number,
  orElse: string,
  progress: Progress,
): unknown => {
  const before = progress.count;
  const decoded = codec.decode(json, progress);
  return decoded !== mismatch && decoded !== invalid && progress.count === before
    ? decoded
    : progress.leave(decoded, codec.expectedJson + orElse, String(key), before);
};

/** Writes the value at a key. `orElse` is what else may be there. Returns `invalid` if it has problems. */
export const encodeAt = (
  codec: Codec,
  value: unknown,
  key: string | number,
  orElse: string,
  progress: Progress,
): unknown => {
  const before = progress.count;
  const encoded = codec.encode(value, progress);
  return encoded !== mismatch && encoded !== invalid && progress.count === before
    ? encoded
    : progress.leave(encoded, codec.expected + orElse, String(key), before);
};
