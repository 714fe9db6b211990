import { expect, it } from "vitest";
import { callTarget, pathOfTarget, urlOfTarget } from "./callTarget.ts";

const prefix = "/api/_users/calls";

it("keeps the path as the page sent it", () => {
  const target = callTarget(`${prefix}/users/7/tags/c%23%2F%3F?size=1`, prefix);
  expect(target).toBe("/users/7/tags/c%23%2F%3F?size=1");
  expect(pathOfTarget(target!)).toBe("/users/7/tags/c%23%2F%3F");
});

it("has no path for other routes, and for other spellings of the route", () => {
  for (const url of ["/api/_users/callsX/users", prefix, "/api/%5fusers/calls/users", "/"]) {
    expect(callTarget(url, prefix)).toBeUndefined();
  }
});

it.each([
  ["https://api.example", "/users/me", "https://api.example/users/me"],
  [
    "https://api.example/",
    "/users/7/tags/c%23?a=%0d",
    "https://api.example/users/7/tags/c%23?a=%0d",
  ],
  ["https://api.example/v1/", "/users?size=1", "https://api.example/v1/users?size=1"],
])("sends a call of %s to its path", (base, target, url) => {
  expect(urlOfTarget(base, target)?.href).toBe(url);
});

it.each([
  "/users/7#/tags/x",
  "/users?a#b",
  "/users#",
  "/users/..",
  "/users/%2e%2E/tags",
  "/users/.\\..",
  "/users/\t..",
  "/users/é",
])("sends nothing to %j, which would arrive as another path", (target) => {
  expect(urlOfTarget("https://api.example", target)).toBeUndefined();
});
