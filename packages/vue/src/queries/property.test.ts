import type { User } from "@knetik-users/core";
import { expect, it } from "vitest";
import { property } from "./property.ts";

const user: User = {
  id: 1,
  additionalProperties: {
    avatar: { type: "image", url: "https://cdn.example/1.png" },
    level: { type: "integer", value: 3 },
    odd: { type: "unknown", wire: 1 },
  },
};

it("returns a property of the requested type", () => {
  expect(property(user, "avatar", "image")?.url).toBe("https://cdn.example/1.png");
  expect(property(user, "level", "integer")?.value).toBe(3);
});

it("returns undefined for another type, a missing property or no user", () => {
  expect(property(user, "avatar", "text")).toBeUndefined();
  expect(property(user, "nothing", "text")).toBeUndefined();
  expect(property(user, "toString", "text")).toBeUndefined();
  expect(property({}, "avatar", "image")).toBeUndefined();
  expect(property(undefined, "avatar", "image")).toBeUndefined();
});
