import { expect, it } from "vitest";
import { safeUrl } from "./safeUrl.ts";

it.each(["https://cdn.example/a.png", "http://cdn.example/a.png"])("accepts %s", (url) => {
  expect(safeUrl(url)).toBe(true);
});

it.each([
  "javascript:alert(1)",
  " JavaScript:alert(1)",
  "data:text/html,x",
  "/a.png",
  "",
  undefined,
])("does not accept %s", (url) => {
  expect(safeUrl(url)).toBe(false);
});
