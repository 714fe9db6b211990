import { expect, it } from "vitest";
import { opens } from "./shortcuts.ts";

const press = (key: string, modifiers: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});

it("opens the palette with Ctrl or Cmd and K, and the shortcuts with ?", () => {
  expect(opens(press("k", { ctrlKey: true }), "none")).toBe("palette");
  expect(opens(press("K", { metaKey: true }), "none")).toBe("palette");
  expect(opens(press("?", { shiftKey: true }), "none")).toBe("shortcuts");
  for (const [key, modifiers] of [
    ["k", {}],
    ["k", { ctrlKey: true, shiftKey: true }],
    ["k", { ctrlKey: true, metaKey: true }],
    ["?", { ctrlKey: true }],
    ["?", { altKey: true }],
  ] as const) {
    expect(opens(press(key, modifiers), "none")).toBeUndefined();
  }
});

it("leaves keys to fields, except the palette's to a search box", () => {
  expect(opens(press("k", { ctrlKey: true }), "form")).toBeUndefined();
  expect(opens(press("?"), "form")).toBeUndefined();
  expect(opens(press("?"), "search")).toBeUndefined();
  expect(opens(press("k", { ctrlKey: true }), "search")).toBe("palette");
});
