import { type Check, runChecks } from "./check.ts";
import type { Shape, Step } from "./shape.ts";
import { decodeAt, encodeAt } from "./convertAt.ts";
import { invalid, mismatch, type Progress } from "./progress.ts";

class List implements Shape {
  readonly expected = "array";
  readonly expectedJson = "array";
  readonly #item: Shape;
  readonly #checks: ReadonlyArray<Check>;

  constructor(item: Shape, checks: ReadonlyArray<Check>) {
    this.#item = item;
    this.#checks = checks;
  }

  decode(json: unknown, progress: Progress): unknown {
    const items = this.#each(json, decodeAt, progress);
    return this.#checks.length === 0 || !Array.isArray(items)
      ? items
      : runChecks(this.#checks, items, progress);
  }

  encode(value: unknown, progress: Progress): unknown {
    const items = this.#each(value, encodeAt, progress);
    if (this.#checks.length === 0 || !Array.isArray(items)) return items;
    return runChecks(this.#checks, value, progress) === invalid ? invalid : items;
  }

  step(wireName: string): Step {
    return { name: wireName, shape: this.#item };
  }

  collectSecrets(): void {}

  #each(list: unknown, convertAt: typeof decodeAt, progress: Progress): unknown {
    if (!Array.isArray(list)) return mismatch;
    const out: Array<unknown> = [];
    let isValid = true;
    for (let index = 0; index < list.length; index += 1) {
      const converted = convertAt(this.#item, list[index], index, "", progress);
      if (converted !== invalid) out.push(converted);
      else if (progress.stopsAtFirst) return invalid;
      else isValid = false;
    }
    return isValid ? out : invalid;
  }
}

export const list = (item: Shape, ...checks: ReadonlyArray<Check>): Shape => new List(item, checks);
