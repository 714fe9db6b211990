import { BadRequest } from "@knetik-users/core";
import { expect, it } from "vitest";
import { fieldErrorsOf } from "./fieldErrors.ts";

const refused = (...issues: ReadonlyArray<readonly [field: string, message: string]>) =>
  new BadRequest({
    operation: "registerUser",
    message: "no",
    issues: issues.map(([field, message]) => ({ field, message })),
    retryable: false,
    attempts: 1,
  });

it("returns the issues by field", () => {
  const errors = fieldErrorsOf(
    refused(["email", "is taken"], ["additionalProperties.avatar.url", "is no URL"]),
  );
  expect(errors).toEqual({ email: "is taken", "additionalProperties.avatar.url": "is no URL" });
});

it("joins several issues of one field and omits those without a field", () => {
  const errors = fieldErrorsOf(refused(["email", "is taken"], ["", "no"], ["email", "is odd"]));
  expect(errors).toEqual({ email: "is taken; is odd" });
});

it("accepts names that mean something to JavaScript", () => {
  const errors = fieldErrorsOf(refused(["__proto__", "no"], ["constructor", "neither"]));
  expect(Object.entries(errors)).toEqual([
    ["__proto__", "no"],
    ["constructor", "neither"],
  ]);
  expect(Object.getPrototypeOf(errors)).toBe(Object.prototype);
});

it.each([undefined, null, new Error("x"), "x", { issues: [{ field: "a", message: "b" }] }])(
  "returns nothing for %s",
  (error) => {
    expect(fieldErrorsOf(error)).toEqual({});
  },
);
