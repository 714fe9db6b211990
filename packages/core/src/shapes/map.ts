import type { Shape, Step } from "./shape.ts";
import { decodeAt, encodeAt } from "./convertAt.ts";
import { isJsonObject, type JsonObject, setOwn } from "./json.ts";
import { invalid, mismatch, type Progress } from "./progress.ts";

/** Values by the customer's names, which are not converted. */
class MapOf implements Shape {
  readonly expected = "object";
  readonly expectedJson = "object";
  readonly #value: Shape;

  constructor(value: Shape) {
    this.#value = value;
  }

  decode(json: unknown, progress: Progress): unknown {
    return this.#each(json, decodeAt, progress);
  }

  encode(value: unknown, progress: Progress): unknown {
    return this.#each(value, encodeAt, progress);
  }

  step(wireName: string): Step {
    return { name: wireName, shape: this.#value };
  }

  collectSecrets(): void {}

  #each(entries: unknown, convertAt: typeof decodeAt, progress: Progress): unknown {
    if (!isJsonObject(entries)) return mismatch;
    const out: JsonObject = {};
    let isValid = true;
    for (const key of Object.keys(entries)) {
      const converted = convertAt(this.#value, entries[key], key, "", progress);
      if (converted !== invalid) setOwn(out, key, converted);
      else if (progress.stopsAtFirst) return invalid;
      else isValid = false;
    }
    return isValid ? out : invalid;
  }
}

export const mapOf = (value: Shape): Shape => new MapOf(value);
