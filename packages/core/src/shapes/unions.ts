import { toSnakeCase } from "../models/fieldNames.ts";
import type { Shape, Step } from "./shape.ts";
import { isJsonObject } from "./json.ts";
import { invalid, mismatch, type Progress } from "./progress.ts";

/** The models of a union by the value that distinguishes them. */
type Members = ReadonlyMap<unknown, Shape>;

const firstStep = (members: Iterable<Shape>, wireName: string): Step | undefined => {
  for (const member of members) {
    const step = member.step(wireName);
    if (step !== undefined) return step;
  }
  return undefined;
};

/** Models distinguished by a field. */
class UnionBy implements Shape {
  readonly expected: string;
  readonly #field: string;
  readonly #members: Members;

  constructor(field: string, members: Members, expected: string) {
    this.expected = expected;
    this.#field = field;
    this.#members = members;
  }

  get expectedJson() {
    return this.expected;
  }

  decode(json: unknown, progress: Progress): unknown {
    const wireName = toSnakeCase(this.#field);
    const member = isJsonObject(json) ? this.#members.get(json[wireName]) : undefined;
    return member === undefined ? mismatch : member.decode(json, progress);
  }

  encode(value: unknown, progress: Progress): unknown {
    const member = isJsonObject(value) ? this.#members.get(value[this.#field]) : undefined;
    return member === undefined ? mismatch : member.encode(value, progress);
  }

  step(wireName: string): Step | undefined {
    return firstStep(this.#members.values(), wireName);
  }

  collectSecrets(value: unknown, form: "value" | "json", found: Array<string>): void {
    for (const member of this.#members.values()) member.collectSecrets(value, form, found);
  }
}

/**
 * Models distinguished by `type`. A value of an unknown type, or one that does not match its type,
 * becomes `{ type: "unknown", wire }`, so that it is not lost and does not fail a whole page.
 */
class OpenUnion implements Shape {
  readonly expected: string;
  readonly #members: Members;
  readonly #unknown: Shape;

  constructor(members: Members, unknown: Shape, expected: string) {
    this.expected = expected;
    this.#members = members;
    this.#unknown = unknown;
  }

  get expectedJson() {
    return this.expected;
  }

  decode(json: unknown, progress: Progress): unknown {
    const member = isJsonObject(json) ? this.#members.get(json["type"]) : undefined;
    const decoded =
      member === undefined ? mismatch : progress.attempt(() => member.decode(json, progress));
    return decoded === mismatch || decoded === invalid ? { type: "unknown", wire: json } : decoded;
  }

  encode(value: unknown, progress: Progress): unknown {
    if (!isJsonObject(value)) return mismatch;
    if (value["type"] !== "unknown") {
      return this.#members.get(value["type"])?.encode(value, progress) ?? mismatch;
    }
    const encoded = this.#unknown.encode(value, progress);
    return encoded === invalid || encoded === mismatch ? encoded : value["wire"];
  }

  step(wireName: string): Step | undefined {
    return firstStep([...this.#members.values(), this.#unknown], wireName);
  }

  collectSecrets(): void {}
}

/** A value of one of several types, told apart by `typeof`. */
class Either implements Shape {
  readonly expected: string;
  readonly expectedJson: string;
  readonly #members: ReadonlyArray<Shape>;

  constructor(members: ReadonlyArray<Shape>, expected: string, expectedJson: string) {
    this.expected = expected;
    this.expectedJson = expectedJson;
    this.#members = members;
  }

  decode(json: unknown, progress: Progress): unknown {
    for (const member of this.#members) {
      const decoded = member.decode(json, progress);
      if (decoded !== mismatch) return decoded;
    }
    return mismatch;
  }

  encode(value: unknown, progress: Progress): unknown {
    for (const member of this.#members) {
      const encoded = member.encode(value, progress);
      if (encoded !== mismatch) return encoded;
    }
    return mismatch;
  }

  step(wireName: string): Step | undefined {
    return firstStep(this.#members, wireName);
  }

  collectSecrets(value: unknown, form: "value" | "json", found: Array<string>): void {
    for (const member of this.#members) member.collectSecrets(value, form, found);
  }
}

const membersOf = (members: { readonly [value: string]: Shape }): Members =>
  new Map(Object.entries(members));

export const unionBy = (
  field: string,
  members: { readonly [value: string]: Shape },
  expected: string,
): Shape => new UnionBy(field, membersOf(members), expected);

export const openUnion = (
  members: { readonly [type: string]: Shape },
  unknown: Shape,
  expected: string,
): Shape => new OpenUnion(membersOf(members), unknown, expected);

export const either = (
  members: ReadonlyArray<Shape>,
  expected: string,
  expectedJson = expected,
): Shape => new Either(members, expected, expectedJson);
