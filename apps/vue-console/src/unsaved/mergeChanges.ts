import * as Equal from "effect/Equal";

/** Named values: the fields of a form, properties or definitions. An absent name has no value. */
export type Named<Value> = { readonly [name: string]: Value };

/** A value that was changed here, and to something else by another. `undefined` if it was removed. */
export interface Conflict<Value> {
  readonly name: string;
  readonly mine: Value | undefined;
  readonly theirs: Value | undefined;
}

/** The value to keep of each conflict. */
export type Choices = { readonly [name: string]: "mine" | "theirs" };

/** Both changes together. */
export interface Merged<Value> {
  /** Has my value where there is a conflict. */
  readonly values: Named<Value>;
  readonly conflicts: ReadonlyArray<Conflict<Value>>;
  /** `true` if it differs from theirs, so that there is something to save. */
  readonly isChanged: boolean;
}

const valueOf = <Value>(values: Named<Value>, name: string): Value | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

/** Merges two changes of the same values, name by name. The names keep the order of `mine`. */
export const mergeChanges = <Value>(
  before: Named<Value>,
  mine: Named<Value>,
  theirs: Named<Value>,
): Merged<Value> => {
  const values = new Map<string, Value>();
  const conflicts: Array<Conflict<Value>> = [];
  for (const name of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const [base, own, other] = [valueOf(before, name), valueOf(mine, name), valueOf(theirs, name)];
    const isMine = !Equal.equals(base, own);
    if (isMine && !Equal.equals(base, other) && !Equal.equals(own, other)) {
      conflicts.push({ name, mine: own, theirs: other });
    }
    const value = isMine ? own : other;
    if (value !== undefined) values.set(name, value);
  }
  // Not a literal: a property may be called `__proto__`.
  const merged = Object.fromEntries(values);
  return { values: merged, conflicts, isChanged: !Equal.equals(merged, { ...theirs }) };
};
