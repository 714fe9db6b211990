import { PropertyDefinitionSchema } from "@knetik-users/core/effect";
import * as Schema from "effect/Schema";
import { expect, it } from "vitest";
import { kinds, plainDefinition } from "../properties/kinds.ts";
import { limitText, readLimit, withField, withKind } from "./changeDefinition.ts";
import { inputTypeOf, limitsOf } from "./limits.ts";

const isDefinition = Schema.is(PropertyDefinitionSchema);
const typed = { number: "3", text: "image/png", "datetime-local": "2026-01-01T00:00:05" };

it.each(kinds)("sets every limit of a %s, reads it back and removes it", (kind) => {
  const plain = plainDefinition(kind, "x");
  let definition = plain;
  for (const limit of limitsOf[kind]) {
    const text = typed[inputTypeOf(kind, limit)];
    definition = withField(definition, limit, readLimit(kind, limit, text));
    expect(limitText(definition, limit)).toBe(text);
  }
  expect(isDefinition(definition)).toBe(true);
  for (const limit of limitsOf[kind]) {
    definition = withField(definition, limit, readLimit(kind, limit, ""));
  }
  expect(definition).toEqual(plain);
});

it("converts every type into every other, with a valid result", () => {
  for (const from of kinds) {
    const filled = limitsOf[from].reduce(
      (definition, limit) =>
        withField(definition, limit, readLimit(from, limit, typed[inputTypeOf(from, limit)])),
      withField(plainDefinition(from, "x"), "description", "kept"),
    );
    for (const to of kinds) {
      const turned = withKind(filled, to);
      expect(turned).toMatchObject({ type: to, name: "x", description: "kept" });
      expect(isDefinition(turned)).toBe(true);
      const own: ReadonlyArray<string> = [
        "type",
        "name",
        "required",
        "description",
        ...limitsOf[to],
      ];
      expect(Object.keys(turned).filter((name) => !own.includes(name))).toEqual([]);
    }
  }
});

it("keeps fields that both types have", () => {
  const image = withField(plainDefinition("image", "avatar"), "maxWidth", 64);
  expect(withKind(image, "image_group")).toEqual({ ...image, type: "image_group" });
});
