import { expect, it } from "vitest";
import { limitHint } from "./limitHints.ts";

const common = { name: "x", required: false };

it.each([
  [{ ...common, type: "text", maxLength: 20 }, "At most 20 characters"],
  [{ ...common, type: "text", maxLength: 1 }, "At most 1 character"],
  [{ ...common, type: "integer", min: 1, max: 99 }, "1 to 99"],
  [{ ...common, type: "double", min: 0 }, "0 or more"],
  [{ ...common, type: "list", maxCount: 5 }, "Entries: 5 or less"],
  [{ ...common, type: "audio", minLength: 1, maxLength: 30 }, "Length: 1 s to 30 s"],
  [
    { ...common, type: "image_group", fileType: "image/*", minCount: 1, maxWidth: 64 },
    "Files: 1 or more · Type: image/* · Width: 64 px or less",
  ],
] as const)("%j", (definition, hint) => {
  expect(limitHint(definition)).toBe(hint);
});

it("is empty without a comparison", () => {
  expect(limitHint({ ...common, type: "boolean" })).toBeUndefined();
});
