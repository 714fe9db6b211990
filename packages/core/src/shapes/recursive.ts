import type { Codec, Step, Untyped } from "./codec.ts";
import { mismatch, type Progress } from "./progress.ts";

/** A model that contains itself. */
class Recursive implements Codec {
  readonly #resolve: () => Codec;

  constructor(resolve: () => Codec) {
    this.#resolve = resolve;
  }

  get expected() {
    return this.#resolve().expected;
  }

  get expectedJson() {
    return this.#resolve().expectedJson;
  }

  decode(json: unknown, progress: Progress): unknown {
    const decoded = this.#resolve().decode(json, progress);
    return decoded === mismatch ? progress.report(`Expected ${this.expectedJson}`) : decoded;
  }

  encode(value: unknown, progress: Progress): unknown {
    const encoded = this.#resolve().encode(value, progress);
    return encoded === mismatch ? progress.report(`Expected ${this.expected}`) : encoded;
  }

  step(wireName: string): Step | undefined {
    return this.#resolve().step(wireName);
  }

  collectSecrets(): void {}
}

export const recursive = (resolve: () => Codec): Untyped => new Recursive(resolve);
