/** A value that a conversion does not accept. */
export class Unconvertible {
  /** What the value has to be, for the message. */
  readonly expected: string;

  constructor(expected: string) {
    this.expected = expected;
  }
}

/** Converts between JSON and a type that JSON does not have. */
export interface Conversion<Type, Json> {
  readonly decode: (json: Json) => Type | Unconvertible;
  readonly encode: (value: Type) => Json | Unconvertible;
}
