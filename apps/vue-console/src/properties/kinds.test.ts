import { PropertySchema } from "@knetik-users/core/effect";
import * as Schema from "effect/Schema";
import { expect, it } from "vitest";
import { emptyProperty, kinds } from "./kinds.ts";

it("knows every property type", () => {
  expect(new Set(kinds).size).toBe(17);
});

it.each(kinds)("makes a %s that the contract accepts", (kind) => {
  const property = emptyProperty(kind);
  if (property === undefined) return;
  expect(property.type).toBe(kind);
  expect(Schema.is(PropertySchema)(property)).toBe(true);
});
