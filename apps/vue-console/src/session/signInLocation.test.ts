import { expect, it } from "vitest";
import { nextLocation, signInLocation } from "./signInLocation.ts";

it("leads back to a page of this console", () => {
  expect(signInLocation("/users/7?x=1")).toEqual({
    name: "sign-in",
    query: { next: "/users/7?x=1" },
  });
  expect(nextLocation("/users/7?x=1")).toBe("/users/7?x=1");
});

it.each([
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "",
  null,
  undefined,
])("leads nowhere else: %s", (next) => {
  expect(nextLocation(next)).toBe("/");
});
