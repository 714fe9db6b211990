import { afterEach, expect, it, vi } from "vitest";
import { readJson, readText, writeJson, writeText } from "./browserStorage.ts";

const storage = (entries: Record<string, string> = {}) => {
  const kept = new Map(Object.entries(entries));
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
};
afterEach(() => void vi.unstubAllGlobals());

it("stores texts and values", () => {
  vi.stubGlobal("localStorage", storage());
  expect(readText("a")).toBeUndefined();
  expect([writeText("a", "b"), readText("a")]).toEqual([true, "b"]);
  expect([writeJson("c", { d: [1] }), readJson("c")]).toEqual([true, { d: [1] }]);
});

it("ignores what is not JSON", () => {
  vi.stubGlobal("localStorage", storage({ "users-console.a": "{" }));
  expect(readJson("a")).toBeUndefined();
});

it("survives a browser that denies storage", () => {
  const deny = () => {
    throw new DOMException("denied", "SecurityError");
  };
  vi.stubGlobal("localStorage", { getItem: deny, setItem: deny });
  expect([readText("a"), writeText("a", "b"), readJson("a")]).toEqual([
    undefined,
    false,
    undefined,
  ]);
});
