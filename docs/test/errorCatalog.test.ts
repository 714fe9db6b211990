import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import * as errors from "@knetik-users/core";
import { expect, it } from "vitest";
import { docs, pages } from "./pages.ts";

const catalog = pages.find(({ name }) => name === "reference/errors.md")?.text ?? "";
const rows = (column: RegExp) => [...catalog.matchAll(column)].map(([, name = ""]) => name);

it("has every error of calls", () => {
  const tags = Object.entries(errors).flatMap(([name, value]) =>
    typeof value === "function" && value.prototype instanceof Error && name !== "ConfigurationError"
      ? [name]
      : [],
  );
  expect(tags).toContain("UserNotFound");
  expect(rows(/^\| `([A-Z][A-Za-z]+)`/gm).sort()).toEqual(tags.sort());
});

it("has every code of the packages", () => {
  const root = path.resolve(docs, "../packages");
  const sources = globSync("*/src/**/*.ts", { cwd: root }).filter(
    (file) => !/\.test(-d)?\.ts$/.test(file),
  );
  const codes = sources.flatMap((file) =>
    [...readFileSync(path.join(root, file), "utf8").matchAll(/\bKU[A-Z]?\d{4}\b/g)].map(
      ([code]) => code,
    ),
  );
  expect(codes).toContain("KU1001");
  expect(rows(/^\| `(KU[A-Z]?\d{4})`/gm).sort()).toEqual([...new Set(codes)].sort());
});
