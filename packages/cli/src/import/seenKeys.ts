import { hash } from "node:crypto";

/**
 * Remembers in which line a key was first seen, in eight bytes per slot instead of the text: a million
 * user names in a `Map` would take more memory than the rest of the import. Keys are compared by 40 bits of
 * a hash within a probe sequence that other bits select: in a file with a million user names and a million
 * e-mail addresses, the chance that any of them is taken for another one is about four in a million.
 */
export interface SeenKeys {
  /** Returns the line of an earlier occurrence, and remembers this one if there is none. */
  readonly add: (key: string, line: number) => number | undefined;
}

const maxLine = 2 ** 24;

/** @param capacity - Maximum number of keys. */
export const makeSeenKeys = (capacity: number): SeenKeys => {
  // A fifth of the slots stays empty, which keeps probe sequences short.
  const size = Math.max(16, Math.ceil(capacity * 1.25));
  const high = new Uint32Array(size);
  const lowAndLine = new Uint32Array(size);
  return {
    add: (key, line) => {
      const digest = hash("sha1", key, "buffer");
      const tag = digest.readUInt32LE(0);
      const low = digest.readUInt8(4);
      for (let slot = digest.readUInt32LE(8) % size; ; slot = (slot + 1) % size) {
        const stored = lowAndLine[slot] ?? 0;
        if (stored === 0) {
          high[slot] = tag;
          // Lines start with 1, so a used slot is never 0.
          lowAndLine[slot] = low * maxLine + Math.min(line, maxLine - 1);
          return undefined;
        }
        if (high[slot] === tag && Math.floor(stored / maxLine) === low) return stored % maxLine;
      }
    },
  };
};
