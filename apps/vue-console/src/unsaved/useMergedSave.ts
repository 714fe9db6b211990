import { type Ref, ref, type ShallowRef, shallowRef } from "vue";
import { type Choices, type Conflict, mergeChanges, type Named } from "./mergeChanges.ts";

/** A form that saves only its own changes. */
export interface MergedSaveOptions<Source, Value> {
  /** Reads what is saved now. */
  readonly read: () => Promise<Source>;
  readonly valuesOf: (source: Source) => Named<Value>;
  /** The values that the form began with. */
  readonly before: () => Named<Value>;
  readonly mine: () => Named<Value>;
  /** Continues with these values, after a choice between conflicting ones. */
  readonly restart: (before: Named<Value>, mine: Named<Value>) => void;
  /** Saves my changes of `theirs`. */
  readonly write: (merged: Named<Value>, theirs: Source) => void;
}

/** Returned by {@link useMergedSave}. */
export interface MergedSave<Value> {
  readonly save: () => Promise<void>;
  readonly conflicts: ShallowRef<ReadonlyArray<Conflict<Value>>>;
  readonly choose: (choices: Choices) => Promise<void>;
  readonly isReading: Readonly<Ref<boolean>>;
  readonly readError: Readonly<ShallowRef<unknown>>;
}

/**
 * Reads again before saving, so that changes that others have made since the form was opened are kept, and
 * asks where both have changed the same value.
 */
export const useMergedSave = <Source, Value>({
  read,
  valuesOf,
  before,
  mine,
  restart,
  write,
}: MergedSaveOptions<Source, Value>): MergedSave<Value> => {
  const conflicts = shallowRef<ReadonlyArray<Conflict<Value>>>([]);
  const isReading = ref(false);
  const readError = shallowRef<unknown>();

  const save = async () => {
    if (isReading.value) return;
    isReading.value = true;
    readError.value = undefined;
    try {
      const theirs = await read();
      const merged = mergeChanges(before(), mine(), valuesOf(theirs));
      conflicts.value = merged.conflicts;
      if (merged.conflicts.length === 0) write(merged.values, theirs);
    } catch (error) {
      readError.value = error;
    } finally {
      isReading.value = false;
    }
  };
  const choose = async (choices: Choices) => {
    const base = new Map(Object.entries(before()));
    const own = new Map(Object.entries(mine()));
    const set = (values: Map<string, Value>, name: string, value: Value | undefined) =>
      value === undefined ? values.delete(name) : values.set(name, value);
    for (const { name, theirs } of conflicts.value) {
      // From now on it is known: a third change would be a new conflict.
      set(base, name, theirs);
      if (choices[name] === "theirs") set(own, name, theirs);
    }
    restart(Object.fromEntries(base), Object.fromEntries(own));
    await save();
  };
  return { save, conflicts, choose, isReading, readError };
};
