import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { apiPackages } from "../src/apiReference.ts";
import { docs } from "./pages.ts";

it("has every entry of every package that exports something", () => {
  const manifests = globSync("packages/*/package.json", { cwd: path.resolve(docs, "..") }).map(
    (file) =>
      JSON.parse(readFileSync(path.resolve(docs, "..", file), "utf8")) as {
        readonly name: string;
        readonly exports: { readonly [entry: string]: unknown };
      },
  );
  for (const { name, exports } of manifests) {
    const entries = Object.keys(exports).filter((entry) => entry !== "./package.json");
    const own = apiPackages.find((each) => each.name === name)?.entryPoints ?? [];
    expect(own.length, name).toBeGreaterThanOrEqual(entries.length);
    expect(own.filter((file) => !existsSync(file))).toEqual([]);
  }
});

it("has what Nuxt imports by itself", () => {
  const nuxt = apiPackages.find(({ name }) => name === "@knetik-users/nuxt")?.entryPoints ?? [];
  const names = nuxt.map((file) => path.basename(file));
  expect(names).toEqual(expect.arrayContaining(["useUserSession.ts", "requireUser.ts"]));
});
