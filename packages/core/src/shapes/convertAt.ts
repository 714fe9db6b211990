import type { Shape } from "./shape.ts";
import { invalid, mismatch, type Progress } from "./progress.ts";

/** Reads the value at a key. `orElse` is what else may be there. Returns `invalid` if it has problems. */
export const decodeAt = (
  shape: Shape,
  json: unknown,
  key: string | number,
  orElse: string,
  progress: Progress,
): unknown => {
  const before = progress.count;
  const decoded = shape.decode(json, progress);
  return decoded !== mismatch && decoded !== invalid && progress.count === before
    ? decoded
    : progress.leave(decoded, shape.expectedJson + orElse, String(key), before);
};

/** Writes the value at a key. `orElse` is what else may be there. Returns `invalid` if it has problems. */
export const encodeAt = (
  shape: Shape,
  value: unknown,
  key: string | number,
  orElse: string,
  progress: Progress,
): unknown => {
  const before = progress.count;
  const encoded = shape.encode(value, progress);
  return encoded !== mismatch && encoded !== invalid && progress.count === before
    ? encoded
    : progress.leave(encoded, shape.expected + orElse, String(key), before);
};
