import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const readme = readFileSync(path.resolve(import.meta.dirname, "../README.md"), "utf8");

it("declares no imports, and prints nothing only to use a name", () => {
  expect(readme).not.toMatch(/^\s*declare |console\.log/m);
});
