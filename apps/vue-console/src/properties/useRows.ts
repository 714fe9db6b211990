import { shallowRef, type ShallowRef } from "vue";
import { type Keyed, keyed } from "./editing.ts";

/** Form rows that can be added, moved and removed. */
export interface Rows<A> {
  readonly rows: Readonly<ShallowRef<ReadonlyArray<Keyed<A>>>>;
  readonly add: (value: A) => void;
  readonly set: (key: number, value: A) => void;
  readonly up: (key: number) => void;
  readonly remove: (key: number) => void;
}

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
  return {
    rows,
    add: (value) => put([...rows.value, keyed(value)]),
    set: (key, value) => put(rows.value.map((row) => (row.key === key ? { key, value } : row))),
    up: (key) => {
      const at = rows.value.findIndex((row) => row.key === key);
      const [row] = rows.value.slice(at, at + 1);
      if (at <= 0 || row === undefined) return;
      const others = rows.value.filter((other) => other !== row);
      put([...others.slice(0, at - 1), row, ...others.slice(at - 1)]);
    },
    remove: (key) => put(rows.value.filter((row) => row.key !== key)),
  };
};
