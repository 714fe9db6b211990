import { expect, it } from "vitest";
import { cookieNames, fromCookies, toCookies } from "./cookieParts.ts";

it.each([1, 3800, 3801, 12_000])("keeps a value of %i characters", (length) => {
  const value = "x".repeat(length - 1) + "y";
  const cookies = toCookies("session", value);
  expect(cookies.every(([, part]) => part.length < 4000)).toBe(true);
  expect(fromCookies("session", Object.fromEntries(cookies))).toBe(value);
});

it("finds nothing without cookies, or without the first part", () => {
  expect(fromCookies("session", {})).toBeUndefined();
  expect(fromCookies("session", { "session.1": "x" })).toBeUndefined();
});

it("ignores a part that a longer value has left", () => {
  const value = "x".repeat(5_000);
  const cookies = { ...Object.fromEntries(toCookies("session", value)), "session.2": "old" };
  expect(fromCookies("session", cookies)).toBe(value);
});

it("finds nothing if a part is missing", () => {
  const [first] = toCookies("session", "x".repeat(5_000));
  expect(fromCookies("session", Object.fromEntries([first!]))).toBeUndefined();
});

it("names the parts of an earlier value, which must be removed", () => {
  const cookies = {
    session: "a",
    "session.0": "b",
    "session.10": "c",
    "session.x": "d",
    other: "e",
  };
  expect(cookieNames("session", cookies)).toEqual(["session", "session.0", "session.10"]);
});
