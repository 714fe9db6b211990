import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const read = (file: string) => readFileSync(path.resolve(import.meta.dirname, file), "utf8");
const readme = read("../README.md");

it.each([
  "templates/UserCard.vue",
  "examples/Profile.vue",
  "examples/testUtils.test.ts",
  "examples/testingLibrary.test.ts",
])("shows %s, which is checked and run here", (file) => {
  const code = read(file)
    .replace("../../src/index.ts", "@knetik-users/vue")
    .replace("// @vitest-environment happy-dom\n", "");
  expect(readme).toContain(`\n${code}\`\`\`\n`);
});
