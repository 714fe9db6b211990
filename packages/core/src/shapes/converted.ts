import { type Conversion, Unconvertible } from "../models/conversion.ts";
import type { Shape, Step } from "./shape.ts";
import { invalid, mismatch, type Progress } from "./progress.ts";

/** A value whose JSON is of another type. */
class Converted<Type, Json> implements Shape {
  readonly #json: Shape;
  readonly #value: Shape;
  readonly #conversion: Conversion<Type, Json>;

  constructor(json: Shape, value: Shape, conversion: Conversion<Type, Json>) {
    this.#json = json;
    this.#value = value;
    this.#conversion = conversion;
  }

  get expected() {
    return this.#value.expected;
  }

  get expectedJson() {
    return this.#json.expectedJson;
  }

  decode(json: unknown, progress: Progress): unknown {
    const decoded = this.#json.decode(json, progress);
    if (decoded === mismatch || decoded === invalid) return decoded;
    const value = this.#conversion.decode(decoded as Json);
    if (value instanceof Unconvertible) return progress.report(`Expected ${value.expected}`);
    const checked = this.#value.decode(value, progress);
    return checked === mismatch ? progress.report(`Expected ${this.expected}`) : checked;
  }

  encode(value: unknown, progress: Progress): unknown {
    const encoded = this.#value.encode(value, progress);
    if (encoded === mismatch || encoded === invalid) return encoded;
    const json = this.#conversion.encode(encoded as Type);
    if (json instanceof Unconvertible) return progress.report(`Expected ${json.expected}`);
    const checked = this.#json.encode(json, progress);
    return checked === mismatch ? progress.report(`Expected ${this.expectedJson}`) : checked;
  }

  step(wireName: string): Step | undefined {
    return this.#json.step(wireName);
  }

  collectSecrets(): void {}
}

export const converted = <Type, Json>(
  json: Shape,
  value: Shape,
  conversion: Conversion<Type, Json>,
): Shape => new Converted(json, value, conversion);
