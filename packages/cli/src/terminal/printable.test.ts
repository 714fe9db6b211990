import { expect, it } from "vitest";
import { printable, safeJson, safeLine, safeText } from "./printable.ts";

/** Colors, a title, a hyperlink, the C1 form of an escape sequence, and a change of direction. */
const hostile = "\u001b[31mred\u001b]0;title\u0007\u009b2J\u202egnp.exe\u2028next\r\nerror: fake";

it.each([safeLine, printable])("leaves nothing that a terminal would obey", (make) => {
  const text = make(hostile);
  expect(text).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
  expect(text).toContain("red");
});

it("keeps the spaces of a line, and not those of a cell", () => {
  expect(safeLine("a   b")).toBe("a   b");
  expect(printable("a  \n b")).toBe("a b");
});

it("keeps the lines of a text", () => {
  expect(safeText("a\u001b[2Jb\nc\u009bd\n")).toBe("a[2Jb\ncd\n");
});

it("escapes what JSON leaves as it is, and keeps the value", () => {
  const value = { name: "\u007f\u009b2J\u202e\u2028\u001b[31m", plain: "ä ü" };
  const json = safeJson(JSON.stringify(value));
  expect(json).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
  expect(json).toContain("ä ü");
  expect(JSON.parse(json)).toEqual(value);
});
