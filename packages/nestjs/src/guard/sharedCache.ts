import { outsideOfRequests } from "../request/requestContext.ts";

/**
 * Remembers what was loaded, for a time and up to a number; what was used longest ago goes first.
 * Those who ask for the same key while it is loaded share it. Failures are not remembered, and push
 * nothing out.
 */
export class SharedCache<A> {
  readonly #known = new Map<string, { readonly value: A; readonly expires: number }>();
  readonly #loading = new Map<string, Promise<A>>();
  readonly #limits: { readonly ttl: number; readonly max: number };

  constructor(limits: { readonly ttl: number; readonly max: number }) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#known.size;
  }

  get(key: string, load: () => Promise<A>): Promise<A> {
    const known = this.#known.get(key);
    if (known !== undefined) {
      this.#known.delete(key);
      if (known.expires > performance.now()) {
        this.#known.set(key, known);
        return Promise.resolve(known.value);
      }
    }
    return this.#loading.get(key) ?? this.#load(key, load);
  }

  /** What is known by this key, however old. */
  peek(key: string): A | undefined {
    return this.#known.get(key)?.value;
  }

  /** Loads again what this holds for, and what is being loaded: nobody knows yet. */
  forget(holds: (value: A) => boolean): void {
    this.#loading.clear();
    for (const [key, { value }] of this.#known) {
      if (holds(value)) this.#known.delete(key);
    }
  }

  #load(key: string, load: () => Promise<A>): Promise<A> {
    // Not as part of the request that happens to be first: it may end, and others wait, too.
    const loading = outsideOfRequests(load);
    this.#loading.set(key, loading);
    const isCurrent = () => this.#loading.get(key) === loading && this.#loading.delete(key);
    loading.then(
      (value) => {
        if (isCurrent()) this.#remember(key, value);
      },
      () => {
        isCurrent();
      },
    );
    return loading;
  }

  #remember(key: string, value: A): void {
    const { ttl, max } = this.#limits;
    this.#known.set(key, { value, expires: performance.now() + ttl });
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= max) return;
      this.#known.delete(oldest);
    }
  }
}
