import type * as Effect from "effect/Effect";

/** The next elements of a list, at least one. */
export type Part<A> = readonly [A, ...ReadonlyArray<A>];

/** Reads a list once, part by part, for one consumer. */
export interface ListReader<A, E> {
  /** `undefined` after the last part. */
  readonly next: Effect.Effect<Part<A> | undefined, E>;
  /** Ends the requests in flight. */
  readonly close: Effect.Effect<void>;
}

/** `true` if there are elements, so that they are a part. */
export const isPart = <A>(elements: ReadonlyArray<A>): elements is Part<A> => elements.length > 0;
