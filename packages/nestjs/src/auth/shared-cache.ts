import { outsideOfRequests } from "../request-context/request-context.ts";

/**
 * A least-recently-used cache with a time to live. Concurrent loads of one key share a single call.
 * Failures are not cached and evict nothing.
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

  /** The cached value, even if it has expired. */
  peek(key: string): A | undefined {
    return this.#known.get(key)?.value;
  }

  /** Removes matching values. Loads in flight are not cached, because they may match too. */
  forget(matches: (value: A) => boolean): void {
    this.#loading.clear();
    for (const [key, { value }] of this.#known) {
      if (matches(value)) this.#known.delete(key);
    }
  }

  #load(key: string, load: () => Promise<A>): Promise<A> {
    // Detached from the request that happens to be first: it may end while others still wait.
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
