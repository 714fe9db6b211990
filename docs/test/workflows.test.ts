import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { expect, it } from "vitest";
import { docs } from "./pages.ts";

const root = path.resolve(docs, "..");
const workflows = globSync(".github/workflows/*.yml", { cwd: root })
  .sort()
  .map((name) => ({ name, content: readFileSync(path.join(root, name), "utf8") }));
const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  readonly scripts: { readonly [name: string]: string };
};

/** GitHub's own parser: keys, values and expressions. */
const mistakesOf = (name: string, content: string) =>
  parseWorkflow({ name, content }, new NoOperationTraceWriter())
    .context.errors.getErrors()
    .map(({ message }) => message);

it.each(workflows)("$name is a workflow", ({ name, content }) => {
  expect(mistakesOf(name, content)).toEqual([]);
});

it.each(workflows)("$name runs scripts that exist", ({ content }) => {
  const run = [...content.matchAll(/npx -y pnpm@12 (\S+)/g)].map(([, script = ""]) => script);
  expect(run.filter((script) => script !== "exec" && !(script in scripts))).toEqual([]);
});

it("finds mistakes in workflows", () => {
  expect(workflows.map(({ name }) => path.basename(name))).toContain("release.yml");
  const [{ name, content } = { name: "", content: "" }] = workflows;
  expect(mistakesOf(name, content.replace("runs-on:", "runs-in:"))).not.toEqual([]);
  expect(mistakesOf(name, content.replaceAll("github.ref", "github..ref"))).not.toEqual([]);
});
