/** Counts the calls in flight. */
export class InFlightCalls {
  #count = 0;
  readonly #waiting = new Set<() => void>();

  readonly enter = (): void => {
    this.#count += 1;
  };

  readonly leave = (): void => {
    this.#count -= 1;
    if (this.#count > 0) return;
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  };

  /** Resolves when no call is in flight. */
  idle(): Promise<void> {
    if (this.#count === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.add(resolve));
  }
}
