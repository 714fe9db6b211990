import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { beforeAll, expect, inject, it } from "vitest";
import { commands, jest, run } from "./support.ts";

const folder = path.join(inject("application"), "jest");
const flag = "--experimental-vm-modules";

const test = `
test("reads a user", async () => {
  const users = createUsersClient({
    baseUrl: "http://localhost",
    fetch: async () => Response.json({ id: 7 }),
  });
  expect((await users.getUser(7)).id).toBe(7);
  await users.close();
});
test("reads all pages", async () => {
  const users = createUsersClient({
    baseUrl: "http://localhost",
    fetch: async (url) => {
      const id = Number(new URL(url).searchParams.get("page"));
      return Response.json({ content: id > 5 ? [] : [{ id }], total_pages: 5, last: id >= 5 });
    },
  });
  const ids = [];
  for await (const { id } of users.all.getUsers({ size: 1 }, { pagesInFlight: 4 })) ids.push(id);
  expect(ids).toEqual([1, 2, 3, 4, 5]);
  await users.close();
});
`;
const esbuild = createRequire(import.meta.url).resolve("esbuild");
const transformer = `
const { transformSync } = require(${JSON.stringify(esbuild)});
exports.process = (code, file) => transformSync(code, { format: "cjs", target: "es2022", sourcefile: file });
`;

/** The configuration in the core's README, with esbuild instead of SWC. */
const documentedConfiguration = async () => {
  const readme = path.join(import.meta.dirname, "../../../packages/core/README.md");
  const [, code] =
    /^```js\n\/\/ jest\.config\.js\n(.*?)^```$/ms.exec(await readFile(readme, "utf8")) ?? [];
  return code?.replace('"@swc/jest"', '"<rootDir>/esbuild.cjs"') ?? "";
};

beforeAll(async () => {
  await mkdir(folder);
  const write = (file: string, code: string) => writeFile(path.join(folder, file), code);
  await write("package.json", "{}");
  await write("esm.test.mjs", `import { createUsersClient } from "@knetik-users/core";${test}`);
  await write("cjs.test.js", `const { createUsersClient } = require("@knetik-users/core");${test}`);
  await write("esbuild.cjs", transformer);
  await write("plain.config.js", 'module.exports = { testMatch: ["**/*.test.*"] };');
  await write(
    "fakeTimers.config.js",
    'module.exports = { testMatch: ["**/*.test.*"], fakeTimers: { enableGlobally: true } };',
  );
  await write("compiling.config.js", await documentedConfiguration());
});

it.for([
  ["Node 24", [flag], "plain", "esm.test.mjs"],
  ["Node 24", [flag], "plain", "cjs.test.js"],
  ["Node 24", [flag], "fakeTimers", "cjs.test.js"],
  ["Node 22.0", [flag], "plain", "esm.test.mjs"],
  ["Node 22.0", [], "compiling", "cjs.test.js"],
] as const)(
  "works in Jest: %s %s, configuration “%s”, %s",
  async ([node, flags, config, file], context) => {
    const command = [...commands[node], ...flags, jest, "--config", `${config}.config.js`, file];
    await expect(run([...command, "--json", "--silent"], folder, context)).resolves.toContain(
      '"numPassedTests":2',
    );
  },
);
