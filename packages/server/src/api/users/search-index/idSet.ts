/** A set of user ids: one bit for each id up to the largest. */
export class IdSet {
  #words: Uint32Array;
  #size = 0;

  constructor(ids: Iterable<number> = [], largest = 0) {
    this.#words = new Uint32Array((largest >>> 5) + 1);
    for (const id of ids) this.add(id);
  }

  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#words.byteLength;
  }

  has(id: number): boolean {
    // Beyond the end, a word is undefined, which counts as 0.
    return (((this.#words[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1;
  }

  add(id: number): void {
    if (this.has(id)) return;
    const word = id >>> 5;
    if (word >= this.#words.length) {
      const grown = new Uint32Array(Math.max(word + 1, this.#words.length * 2));
      grown.set(this.#words);
      this.#words = grown;
    }
    this.#words[word] = (this.#words[word] ?? 0) | (1 << (id & 31));
    this.#size += 1;
  }

  delete(id: number): void {
    if (!this.has(id)) return;
    const word = id >>> 5;
    this.#words[word] = (this.#words[word] ?? 0) & ~(1 << (id & 31));
    this.#size -= 1;
  }

  /** The ids that are in both sets. */
  and(other: IdSet): IdSet {
    const both = new IdSet();
    const length = Math.min(this.#words.length, other.#words.length);
    both.#words = new Uint32Array(length);
    for (let index = 0; index < length; index += 1) {
      const word = (this.#words[index] ?? 0) & (other.#words[index] ?? 0);
      both.#words[index] = word;
      both.#size += bitsOf(word);
    }
    return both;
  }
}

/** The number of bits that are set in 32. */
const bitsOf = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};
