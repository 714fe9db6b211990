import type { Shape } from "./shape.ts";

/** A field of a struct. */
export interface Field {
  readonly shape: Shape;
  readonly isOptional: boolean;
  /** `null` is a value. Where it is none, it counts as absent. */
  readonly isNullable: boolean;
  /** Only the server sets it: checked, but neither read from a request nor sent. */
  readonly isReadOnly: boolean;
}

const field =
  (isOptional: boolean, isNullable: boolean, isReadOnly: boolean) =>
  (shape: Shape): Field => ({ shape, isOptional, isNullable, isReadOnly });

export const required = field(false, false, false);
/** A required field whose value may be anything, `null` included. */
export const requiredOrNull = field(false, true, false);
export const optional = field(true, false, false);
export const optionalOrNull = field(true, true, false);
export const readOnly = field(true, false, true);
