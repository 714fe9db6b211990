import { expect, it } from "vitest";
import { useRows } from "./useRows.ts";

it("adds, changes, moves and removes, and keeps each row's key", () => {
  let told: ReadonlyArray<string> = [];
  const { rows, add, set, up, down, insertAfter, remove } = useRows(
    ["a", "b"],
    (values) => (told = values),
  );
  const keyOf = (value: string) => rows.value.find((row) => row.value === value)!.key;
  add("c");
  const key = keyOf("c");
  up(key);
  expect(told).toEqual(["a", "c", "b"]);
  up(key);
  up(key);
  expect(told).toEqual(["c", "a", "b"]);
  set(key, "d");
  expect(keyOf("d")).toBe(key);
  down(keyOf("a"));
  expect(told).toEqual(["d", "b", "a"]);
  down(keyOf("a"));
  expect(told).toEqual(["d", "b", "a"]);
  expect(insertAfter(key, "e")).toBe(keyOf("e"));
  expect(told).toEqual(["d", "e", "b", "a"]);
  remove(keyOf("a"));
  expect(told).toEqual(["d", "e", "b"]);
});
