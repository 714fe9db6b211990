import { type Check, runChecks } from "./check.ts";
import type { Shape } from "./shape.ts";
import { mismatch, type Progress } from "./progress.ts";

/** A value that is the same in JSON. */
class Scalar implements Shape {
  readonly expected: string;
  readonly #is: (value: unknown) => boolean;
  readonly #checks: ReadonlyArray<Check>;
  readonly #isSecret: boolean;

  constructor(
    is: (value: unknown) => boolean,
    expected: string,
    checks: ReadonlyArray<Check> = [],
    isSecret = false,
  ) {
    this.expected = expected;
    this.#is = is;
    this.#checks = checks;
    this.#isSecret = isSecret;
  }

  get expectedJson() {
    return this.expected;
  }

  decode(value: unknown, progress: Progress): unknown {
    if (!this.#is(value)) return mismatch;
    return this.#checks.length === 0 ? value : runChecks(this.#checks, value, progress);
  }

  encode(value: unknown, progress: Progress): unknown {
    return this.decode(value, progress);
  }

  step() {
    return undefined;
  }

  collectSecrets(value: unknown, _: "value" | "json", found: Array<string>): void {
    if (this.#isSecret && typeof value === "string") found.push(value);
  }
}

const isString = (value: unknown) => typeof value === "string";

export const text = (...checks: ReadonlyArray<Check>): Shape =>
  new Scalar(isString, "string", checks);

/** Text that must not appear in errors, logs and spans. */
export const secretText = (...checks: ReadonlyArray<Check>): Shape =>
  new Scalar(isString, "string", checks, true);

export const number = (...checks: ReadonlyArray<Check>): Shape =>
  new Scalar((value) => typeof value === "number", "number", checks);

export const boolean = (): Shape => new Scalar((value) => typeof value === "boolean", "boolean");

export const literal = (only: string, expected: string): Shape =>
  new Scalar((value) => value === only, expected);

export const anything = (): Shape => new Scalar(() => true, "unknown");

/** One of several texts. */
export const oneOf = (values: ReadonlyArray<string>, expected: string): Shape =>
  new Scalar(isString, expected, [[(value: string) => values.includes(value), expected]]);

/** A value that only a function can tell. It reports itself. */
export const instance = (is: (value: unknown) => boolean, expected: string): Shape =>
  new Scalar(() => true, expected, [[is, expected]]);
