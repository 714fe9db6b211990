import { outsideOfRequests } from "../request/requestContext.ts";

interface Entry<A> {
  readonly value: Promise<A>;
  /** Absent while it is being loaded. */
  loaded?: { readonly value: A };
  /** Infinite while it is being loaded. */
  expires: number;
}

/**
 * Remembers what was loaded, for a time and up to a number; what was used longest ago goes first.
 * Those who ask for the same key while it is loaded share it. Failures are not remembered.
 */
export class SharedCache<A> {
  readonly #entries = new Map<string, Entry<A>>();
  readonly #limits: { readonly ttl: number; readonly max: number };

  constructor(limits: { readonly ttl: number; readonly max: number }) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string, load: () => Promise<A>): Promise<A> {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      this.#entries.delete(key);
      if (known.expires > performance.now()) {
        this.#entries.set(key, known);
        return known.value;
      }
    }
    // Not as part of the request that happens to be first: it may end, and others wait, too.
    const entry: Entry<A> = { value: outsideOfRequests(load), expires: Infinity };
    this.#entries.set(key, entry);
    this.#trim();
    entry.value.then(
      (value) => {
        entry.loaded = { value };
        entry.expires = performance.now() + this.#limits.ttl;
      },
      () => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      },
    );
    return entry.value;
  }

  /** What is known by this key, were it for a moment only. */
  peek(key: string): A | undefined {
    return this.#entries.get(key)?.loaded?.value;
  }

  /** Loads again what this holds for, and what is being loaded: nobody knows yet. */
  forget(holds: (value: A) => boolean): void {
    for (const [key, { loaded }] of this.#entries) {
      if (loaded === undefined || holds(loaded.value)) this.#entries.delete(key);
    }
  }

  #trim(): void {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= this.#limits.max) return;
      this.#entries.delete(key);
    }
  }
}
