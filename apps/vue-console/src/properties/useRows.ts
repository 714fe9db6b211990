import { shallowRef, type ShallowRef } from "vue";
import { type Keyed, keyed } from "./editing.ts";

/** Form rows that can be added, moved and removed. */
export interface Rows<A> {
  readonly rows: Readonly<ShallowRef<ReadonlyArray<Keyed<A>>>>;
  readonly add: (value: A) => void;
  readonly set: (key: number, value: A) => void;
  readonly up: (key: number) => void;
  readonly down: (key: number) => void;
  /** Adds a row after another one, and returns its key. */
  readonly insertAfter: (key: number, value: A) => number;
  readonly remove: (key: number) => void;
}

const insertedAt = <A>(rows: ReadonlyArray<A>, at: number, row: A): ReadonlyArray<A> => [
  ...rows.slice(0, at),
  row,
  ...rows.slice(at),
];

/** Keeps the rows, including empty ones. `onChange` receives all values. */
export const useRows = <A>(
  initial: ReadonlyArray<A>,
  onChange: (values: ReadonlyArray<A>) => void,
): Rows<A> => {
  const rows = shallowRef<ReadonlyArray<Keyed<A>>>(initial.map(keyed));
  const put = (changed: ReadonlyArray<Keyed<A>>) => {
    rows.value = changed;
    onChange(changed.map(({ value }) => value));
  };
  const move = (key: number, step: 1 | -1) => {
    const at = rows.value.findIndex((row) => row.key === key);
    const [row] = rows.value.slice(at, at + 1);
    if (row === undefined || at + step < 0 || at + step >= rows.value.length) return;
    put(
      insertedAt(
        rows.value.filter((other) => other !== row),
        at + step,
        row,
      ),
    );
  };
  return {
    rows,
    add: (value) => put([...rows.value, keyed(value)]),
    set: (key, value) => put(rows.value.map((row) => (row.key === key ? { key, value } : row))),
    up: (key) => move(key, -1),
    down: (key) => move(key, 1),
    insertAfter: (key, value) => {
      const row = keyed(value);
      put(insertedAt(rows.value, rows.value.findIndex((other) => other.key === key) + 1, row));
      return row.key;
    },
    remove: (key) => put(rows.value.filter((row) => row.key !== key)),
  };
};
