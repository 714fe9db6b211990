import { expect, it } from "vitest";
import { t } from "./t.ts";

it("formats plurals and numbers", () => {
  expect(t("users.count", { count: 0 })).toBe("0 users");
  expect(t("users.count", { count: 1 })).toBe("1 user");
  expect(t("users.count", { count: 12_345 })).toBe("12,345 users");
  expect(t("limit.charactersAtMost", { count: 1 })).toBe("At most 1 character");
});

it("shows values as they are", () => {
  expect(t("property.remove", { name: "{x} <b> '" })).toBe("Remove {x} <b> '");
});

it("isolates a right-to-left value from the words around it", () => {
  expect(t("register.created.advice", { name: "נועה 7" })).toBe(
    "\u2068נועה 7\u2069 can sign in now.",
  );
});
