import type { Shape } from "./shape.ts";

let make: (shape: Shape) => Codec<never>;
let open: (codec: Codec) => Shape;

/**
 * Reads and writes the values of one model: checks them, converts names and dates, and keeps fields that
 * the model does not have. Compiled from the model's schema, which `schemaOf` returns.
 */
export class Codec<out Type = unknown> {
  /** Exists in types only. */
  declare readonly Type?: Type;
  readonly #shape: Shape;

  private constructor(shape: Shape) {
    this.#shape = shape;
  }

  static {
    make = (shape) => new Codec(shape);
    open = (codec) => codec.#shape;
  }
}

/** The codec of a model. Its type is the one that its schema has. */
export const codec = (shape: Shape): Codec<never> => make(shape);

/** What a codec consists of. */
export const shapeOf = (given: Codec): Shape => open(given);
