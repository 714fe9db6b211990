import type { Progress } from "./progress.ts";

/** One step of a path: the codec's own name of a key, and the codec of its value. */
export interface Step {
  readonly name: string;
  readonly codec: Codec;
}

/** A codec whose type only its schema knows: it can be given any. */
export type Untyped = Codec<never>;

/**
 * Reads and writes the values of one model: checks them, converts names and dates, and keeps fields that
 * the model does not have. Compiled from the model's schema.
 */
export interface Codec<out Type = unknown> {
  /** Exists in types only. */
  readonly Type?: Type;
  /** What a value of the model has to be, for messages. */
  readonly expected: string;
  /** What its JSON has to be, for messages. */
  readonly expectedJson: string;
  /** Reads JSON. Returns `mismatch` or `invalid` if it is not of the model. */
  readonly decode: (json: unknown, progress: Progress) => unknown;
  /** Writes JSON. Returns `mismatch` or `invalid` if the value is not of the model. */
  readonly encode: (value: unknown, progress: Progress) => unknown;
  /** The step from a name on the wire; undefined if the model does not describe it. */
  readonly step: (wireName: string) => Step | undefined;
  /** Collects the strings that the model marks as secrets, from a value or from its JSON. */
  readonly collectSecrets: (value: unknown, form: "value" | "json", found: Array<string>) => void;
}
