import { expect, it } from "vitest";
import { withoutOptionalNull } from "./withoutOptionalNull.ts";

const text = { type: "string" };
const nothing = { type: "null" };

it.each([
  ["removes the null that optional adds", { anyOf: [text, nothing] }, text],
  ["keeps a null of the contract", { anyOf: [text, nothing, nothing] }, { anyOf: [text, nothing] }],
  [
    "keeps other keywords",
    { description: "A name.", anyOf: [text, nothing] },
    { ...text, description: "A name." },
  ],
  ["leaves other schemas alone", text, text],
])("%s", (_, schema, expected) => {
  expect(withoutOptionalNull(schema)).toEqual(expected);
});
