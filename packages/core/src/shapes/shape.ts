import type { Progress } from "./progress.ts";

/** One step of a path: the model's own name of a key, and the shape of its value. */
export interface Step {
  readonly name: string;
  readonly shape: Shape;
}

/** What a codec consists of: reads and writes values of one kind. */
export interface Shape {
  /** What a value has to be, for messages. */
  readonly expected: string;
  /** What its JSON has to be, for messages. */
  readonly expectedJson: string;
  /** Reads JSON. Returns `mismatch` or `invalid` if it is of another kind. */
  readonly decode: (json: unknown, progress: Progress) => unknown;
  /** Writes JSON. Returns `mismatch` or `invalid` if the value is of another kind. */
  readonly encode: (value: unknown, progress: Progress) => unknown;
  /** The step from a name on the wire; undefined if the model does not describe it. */
  readonly step: (wireName: string) => Step | undefined;
  /** Collects the strings that the model marks as secrets, from a value or from its JSON. */
  readonly collectSecrets: (value: unknown, form: "value" | "json", found: Array<string>) => void;
}
