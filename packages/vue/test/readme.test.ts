import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const read = (file: string) => readFileSync(path.resolve(import.meta.dirname, file), "utf8");

/** The text of a file as the README shows it. */
const shown = (file: string) =>
  read(file)
    .replace("../../src/index.ts", "@knetik-users/vue")
    .replace("// @vitest-environment happy-dom\n", "");

const files = [
  "newcomer/main.ts",
  "newcomer/App.vue",
  "templates/UserCard.vue",
  "examples/UserList.vue",
  "examples/AuthorCell.vue",
  "examples/RegisterForm.vue",
  "viteSsr/createPage.ts",
  "viteSsr/entry-server.ts",
  "viteSsr/entry-client.ts",
  "examples/Avatar.vue",
  "examples/Profile.vue",
  "examples/testUtils.test.ts",
  "examples/testingLibrary.test.ts",
];

it("shows the files of these tests, and no other file", () => {
  const blocks = [...read("../README.md").matchAll(/^```(?:vue|typescript)\n(.*?)^```$/gms)];
  expect(blocks.map(([, code]) => code)).toEqual(files.map(shown));
});

it("declares no imports, and prints nothing only to use a name", () => {
  expect(read("../README.md")).not.toMatch(/^\s*declare |console\.log/m);
});
