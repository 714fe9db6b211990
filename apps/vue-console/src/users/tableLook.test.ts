import { expect, it } from "vitest";
import { columnsText, defaultLook, readColumns, readLook } from "./tableLook.ts";

it("reads the columns of a URL in the order of the table, without unknown ones", () => {
  expect(readColumns("email,username,password")).toEqual(["username", "email"]);
  expect(readColumns("none")).toEqual([]);
  expect(readColumns(columnsText([]))).toEqual([]);
  expect(readColumns(columnsText(["email", "id"]))).toEqual(["email", "id"]);
  for (const text of [undefined, null, "", "password", ["email"]]) {
    expect(readColumns(text)).toBeUndefined();
  }
});

it("reads a stored look, and the default of what it cannot read", () => {
  expect(readLook({ columns: ["id", "no"], density: "compact" })).toEqual({
    columns: ["id"],
    density: "compact",
  });
  for (const rubbish of [undefined, null, 7, "x", [], { columns: "id", density: 3 }]) {
    expect(readLook(rubbish)).toEqual(defaultLook);
  }
});
