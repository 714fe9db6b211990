import { expect, it } from "vitest";
import { changesOf, draftOf } from "./profileFields.ts";

const before = draftOf({ id: 7, username: "ada", email: "ada@example.org", city: "Paris" }, "");

it("sends only changed fields", () => {
  expect(changesOf(before, { ...before })).toEqual({});
  expect(changesOf(before, { ...before, firstName: "Ada" })).toEqual({ firstName: "Ada" });
});

it("clears nullable fields with null", () => {
  expect(changesOf(before, { ...before, city: "", username: "" })).toEqual({
    city: null,
    username: "",
  });
});

it("sends a day of birth as a date", () => {
  expect(changesOf(before, { ...before, dateOfBirth: "1815-12-10" })).toEqual({
    dateOfBirth: new Date("1815-12-10T00:00:00Z"),
  });
});
