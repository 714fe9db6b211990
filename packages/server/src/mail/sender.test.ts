import { expect, it } from "vitest";
import { parseSender } from "./sender.ts";

const address = { local: "no-reply", domain: "example.org" };

it.each([
  ["no-reply@example.org", { ...address, name: "" }],
  ["<no-reply@example.org>", { ...address, name: "" }],
  ["Example <no-reply@Example.org>", { ...address, name: "Example" }],
  ['"Example, Inc." <no-reply@example.org>', { ...address, name: "Example, Inc." }],
  [
    "Beispiel <no-reply@bücher.example>",
    { ...address, domain: "xn--bcher-kva.example", name: "Beispiel" },
  ],
  ["a@example.org, b@example.org", undefined],
  ["Example <a@example.org>, <b@example.org>", undefined],
  ["Example\r\nBcc: b@example.org <a@example.org>", undefined],
  ["Example", undefined],
  ["", undefined],
])("the sender %j is %j", (text, sender) => {
  expect(parseSender(text)).toEqual(sender);
});
