import { expect, it } from "vitest";
import { accentedForms, foldText } from "./foldText.ts";
import { understandText } from "./understandText.ts";

it.each([
  ["zoe@mail.example", "zoe@mail.example"],
  [" mailto:zoe@mail.example ", "zoe@mail.example"],
  ["Zoe García <zoe@mail.example>", "zoe@mail.example"],
  ["zoe@", "zoe@"],
])("takes %j for an address", (typed, email) => {
  const { kind, searches } = understandText(typed);
  expect(kind).toBe("address");
  expect(searches).toEqual([{ email }, { username: email }]);
});

it.each(["42", " 42 ", "#42", "\u200b42\u00a0"])("takes %j for an id", (typed) => {
  expect(understandText(typed)).toMatchObject({
    kind: "id",
    searches: [{ ids: "42" }, { username: "42" }, { search: "42" }],
  });
});

it("searches names for digits that cannot be an id", () => {
  expect(understandText("99999999999").searches).toEqual([
    { username: "99999999999" },
    { search: "99999999999" },
  ]);
});

it("takes a list of numbers for ids, as copied from a column or a sentence", () => {
  for (const typed of ["1, 2, 3", "1\n2\n3", "1;2;3;", "1 2 3"]) {
    expect(understandText(typed)).toMatchObject({ kind: "ids", searches: [{ ids: "1,2,3" }] });
  }
});

it("searches one word in every field of a name and in addresses", () => {
  expect(understandText("zoe ").searches).toEqual([
    { search: "zoe" },
    { username: "zoe" },
    { lastName: "zoe" },
    { firstName: "zoe" },
    { fullname: "zoe" },
    { email: "zoe" },
  ]);
});

it("searches several words as one name and as first and last name, in both orders", () => {
  const { searches } = understandText("zoe  de bruin");
  expect(searches).toContainEqual({ lastName: "zoe de bruin" });
  expect(searches).toContainEqual({ firstName: "zoe", lastName: "de bruin" });
  expect(searches).toContainEqual({ firstName: "zoe de", lastName: "bruin" });
  expect(searches).toContainEqual({ firstName: "de bruin", lastName: "zoe" });
  expect(searches).toContainEqual({ firstName: "bruin", lastName: "zoe de" });
  expect(understandText("García, Zoe").searches[0]).toEqual({
    firstName: "Zoe",
    lastName: "García",
  });
});

it("searches nothing for a text without a visible character", () => {
  expect(understandText(" \u200b\n").searches).toEqual([]);
});

it("folds case, accents and letters that are not decomposed", () => {
  expect(foldText(" GARCÍA  Łukasz Straße ")).toBe("garcia lukasz strasse");
  for (const letter of "acdegilnorstuyz") {
    for (const form of accentedForms(letter)) expect(foldText(form)).toBe(letter);
  }
});
