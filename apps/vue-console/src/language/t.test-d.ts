import { expectTypeOf, it } from "vitest";
import { t } from "./t.ts";
import type { ArgumentsOf } from "./textArguments.ts";

it("knows the keys and their arguments", () => {
  t("users.title");
  t("users.count", { count: 3 });
  // @ts-expect-error -- no such text
  t("users.titel");
  // @ts-expect-error -- needs its argument
  t("users.count");
  // @ts-expect-error -- a plural needs a number
  t("users.count", { count: "3" });
  // @ts-expect-error -- another argument
  t("user.none", { name: "x" });
});

it("reads arguments from a message", () => {
  expectTypeOf<ArgumentsOf<"no arguments">>().toEqualTypeOf<unknown>();
  expectTypeOf<ArgumentsOf<"{a} and {b, number}">>().toExtend<{ a: string | number; b: number }>();
  expectTypeOf<
    keyof ArgumentsOf<"{n, plural, one {# by {who}} other {# by {who}}} {end}">
  >().toEqualTypeOf<"n" | "who" | "end">();
});
