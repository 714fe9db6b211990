/** The first 32 bits of the fractional part of a root. */
const fractionOf = (prime: number, root: number): number =>
  ((prime ** (1 / root) % 1) * 2 ** 32) | 0;

/** Combines the rotations of a word to the right. */
const rotations = (word: number, ...bits: ReadonlyArray<number>): number =>
  bits.reduce((mixed, by) => mixed ^ ((word >>> by) | (word << (32 - by))), 0);

/**
 * SHA-256 (FIPS 180-4) of a text, in hexadecimal. Web Crypto has it in secure contexts only, and a page
 * that is served over `http:` must get the same fingerprints.
 */
export const sha256 = (text: string): string => {
  const primes: Array<number> = [];
  for (let candidate = 2; primes.length < 64; candidate += 1) {
    if (primes.every((prime) => candidate % prime)) primes.push(candidate);
  }
  const bytes = [...new TextEncoder().encode(text), 0x80];
  const words: Array<number> = [];
  bytes.forEach((byte, index) => {
    words[index >> 2] = (words[index >> 2] ?? 0) | (byte << (24 - (index % 4) * 8));
  });
  // Padded to blocks of 16 words, which end with the length in bits.
  words[(((bytes.length + 7) >> 6) + 1) * 16 - 1] = (bytes.length - 1) * 8;

  let state = primes.slice(0, 8).map((prime) => fractionOf(prime, 2));
  for (let offset = 0; offset < words.length; offset += 16) {
    const schedule: Array<number> = [];
    const at = (before: number): number => schedule.at(-before) ?? 0;
    let registers = state;
    primes.forEach((prime, round) => {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = registers;
      const word =
        round < 16
          ? (words[offset + round] ?? 0)
          : (at(16) +
              at(7) +
              (rotations(at(15), 7, 18) ^ (at(15) >>> 3)) +
              (rotations(at(2), 17, 19) ^ (at(2) >>> 10))) |
            0;
      schedule.push(word);
      const next = h + rotations(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + fractionOf(prime, 3) + word;
      const first = (next + rotations(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      registers = [first, a, b, c, (d + next) | 0, e, f, g];
    });
    state = state.map((word, index) => (word + (registers[index] ?? 0)) | 0);
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
};
