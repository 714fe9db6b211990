import type { FieldIssue } from "../errors/details.ts";

/** The value has another type than expected. Not reported yet: the caller knows what else is allowed. */
export const mismatch = Symbol("mismatch");

/** The value is invalid, and its problems are reported. */
export const invalid = Symbol("invalid");

/** A problem and the keys to it, innermost first: they are added on the way out of the value. */
interface Problem {
  readonly keys: Array<string>;
  readonly message: string;
}

/** How much is read or written in spite of problems. */
export interface Handling {
  /** The problems to list. `all-if-small`: all, but only the first of a large value. Default `all`. */
  readonly problems?: "all" | "first" | "all-if-small";
  /** Keeps an optional field that has problems in `unknownFields`, as it is, instead of failing. */
  readonly setsAside?: boolean;
  /** Fields that the model does not have are a problem when it is written. */
  readonly rejectsUnknown?: boolean;
}

/** Number of values in a small value: to list all problems of a megabyte takes longer than to read it. */
const maxSmallValues = 5_000;

const countValues = (value: unknown, atMost: number): number => {
  if (typeof value !== "object" || value === null) return 1;
  let count = 1;
  for (const item of Object.values(value)) {
    if (count > atMost) break;
    count += countValues(item, atMost - count);
  }
  return count;
};

/** The state of reading or writing one value. Costs nothing per field as long as all are valid. */
export class Progress {
  readonly #problems: Array<Problem> = [];
  readonly #root: unknown;
  readonly #handling: Handling;
  readonly rejectsUnknown: boolean;
  stopsAtFirst: boolean;
  setsAside: boolean;
  /** Number of problems so far. */
  count = 0;
  #isAttempt = false;

  constructor(root: unknown, handling: Handling) {
    this.#root = root;
    this.#handling = handling;
    this.rejectsUnknown = handling.rejectsUnknown ?? false;
    this.stopsAtFirst = handling.problems === "first";
    this.setsAside = handling.setsAside ?? false;
  }

  /** Reports a problem of the current value. */
  report(message: string): typeof invalid {
    if (this.#isAttempt) return invalid;
    if (this.#problems.length === 0 && this.#handling.problems === "all-if-small") {
      this.stopsAtFirst = countValues(this.#root, maxSmallValues) > maxSmallValues;
    }
    this.count = this.#problems.push({ keys: [], message });
    return invalid;
  }

  /** Reports a problem of the value at a key. */
  reportAt(key: string, message: string): typeof invalid {
    const before = this.count;
    this.report(message);
    return this.#addKey(key, before);
  }

  /**
   * Leaves the value at a key after a problem: reports a mismatch, and adds the key to the problems since
   * there were `before`.
   */
  leave(converted: unknown, expected: string, key: string, before: number): unknown {
    if (converted === mismatch) this.report(`Expected ${expected}`);
    this.#addKey(key, before);
    return converted === mismatch ? invalid : converted;
  }

  #addKey(key: string, before: number): typeof invalid {
    for (let index = before; index < this.count; index += 1) this.#problems[index]?.keys.push(key);
    return invalid;
  }

  /** Runs a part whose problems are not reported and not set aside: it is valid as a whole, or fails. */
  attempt(run: () => unknown): unknown {
    const { stopsAtFirst, setsAside } = this;
    const isAttempt = this.#isAttempt;
    this.stopsAtFirst = true;
    this.setsAside = false;
    this.#isAttempt = true;
    const outcome = run();
    this.stopsAtFirst = stopsAtFirst;
    this.setsAside = setsAside;
    this.#isAttempt = isAttempt;
    return outcome;
  }

  /** The problems by path, in the order in which they were found. */
  get issues(): ReadonlyArray<FieldIssue> {
    return this.#problems.map(({ keys, message }) => ({
      field: [...keys].reverse().join("."),
      message,
    }));
  }
}
