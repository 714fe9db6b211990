import type { Shape, Step } from "./shape.ts";
import { mismatch, type Progress } from "./progress.ts";

/** A model that contains itself. */
class Recursive implements Shape {
  readonly #resolve: () => Shape;

  constructor(resolve: () => Shape) {
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

export const recursive = (resolve: () => Shape): Shape => new Recursive(resolve);
