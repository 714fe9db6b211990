import { expect, it } from "vitest";
import { checkNode } from "./nodeVersion.ts";

it.each(["22.12.0", "22.20.1", "24.0.0"])("accepts Node %s", (node) => {
  expect(checkNode(node)).toMatchObject({ check: "versions", state: "ok" });
});

it.each(["20.20.2", "22.9.0"])("warns about Node %s", (node) => {
  expect(checkNode(node)).toMatchObject({
    state: "warning",
    hint: "Install Node 22.12 or later.",
  });
});
