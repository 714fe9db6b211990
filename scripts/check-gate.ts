/**
 * Checks that the root's `test` can fail. In a copy of the checkout it plants mistakes in each
 * package, one package at a time, and demands that `test` ends with an error and that the tasks which
 * should have noticed report them. Mistakes are planted in the place of a package's own tests, so
 * what loads with the tests (setup files, databases, browsers) is part of what is checked.
 *
 * `--keep` leaves the copy where it is.
 */
import { appendFile, glob, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { copyCheckout, type Outcome, pnpm, run, succeeded, turbo } from "./checkout.ts";

interface Package {
  readonly name: string;
  readonly folder: string;
  /** Test files by Vitest project. */
  readonly projects: ReadonlyMap<string, readonly string[]>;
}

const findPackages = async (copy: string): Promise<readonly Package[]> => {
  const listed = JSON.parse(await succeeded("turbo ls", turbo(copy, "ls", "--output=json"))) as {
    readonly packages: { readonly items: readonly { name: string; path: string }[] };
  };
  const packages: Package[] = [];
  for (const { name, path: at } of listed.packages.items) {
    const folder = path.join(copy, at);
    const manifest = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8")) as {
      readonly scripts?: Readonly<Record<string, string>>;
    };
    if (manifest.scripts === undefined) continue; // dependencies of a test, no code
    const files = JSON.parse(
      await succeeded(
        `vitest list of ${name}`,
        run(folder, path.join(copy, "node_modules/.bin/vitest"), ["list", "--filesOnly", "--json"]),
      ),
    ) as readonly { readonly file: string; readonly projectName?: string }[];
    const projects = Map.groupBy(files, (each) => each.projectName ?? "");
    packages.push({
      name,
      folder,
      projects: new Map([...projects].map(([key, own]) => [key, own.map(({ file }) => file)])),
    });
  }
  return packages;
};

const problems: string[] = [];

/** Notes a problem unless the run failed, each of these tasks with it, and showed each of these texts. */
const demand = (
  what: string,
  { status, output, seconds }: Outcome,
  tasks: readonly string[],
  texts: readonly string[],
): void => {
  const lines = output.split("\n").map((line) => line.trim());
  const failed = lines.findLast((line) => line.startsWith("Failed:"))?.split(/[\s,]+/) ?? [];
  const missing = [
    ...(status === 0 ? ["the run ended with 0"] : []),
    ...tasks.filter((task) => !failed.includes(task)).map((task) => `${task} did not fail`),
    ...texts.filter((text) => !output.includes(text)).map((text) => `nothing says “${text}”`),
  ].map((problem) => `${what}: ${problem}`);
  problems.push(...missing);
  if (missing.length > 0) console.error(`${missing.join("\n")}\n${output}`);
  else console.log(`${what}: ${tasks.join(", ")} failed, after ${seconds} s`);
};

const failingTest = (project: string) => `import { expect, it } from "vitest";

it("planted in ${project}", () => {
  expect(1).toBe(2);
});
`;
const passingTest = `import { expect, it } from "vitest";

it("passes", () => {
  expect(1).toBe(1);
});
`;
/** One type error, and one error for each of the two linters. */
const typeError = 'export const plantedTypeError: number = "text";\n';
const typedLintError = "export const plantedPromise = () => {\n  Promise.resolve();\n};\n";
const syntaxLintError = "export const plantedStop = () => {\n  debugger;\n};\n";

/** One passing test in each project stands in for a package while another is checked. */
const putPassingTests = async (projects: Package["projects"]): Promise<void> => {
  for (const [file = ""] of projects.values()) await writeFile(file, passingTest);
};

const checkPackage = async (copy: string, { name, folder, projects }: Package): Promise<void> => {
  const test = () => pnpm(copy, "test", `--filter=${name}`);
  const first = new Map([...projects].map(([project, [file = ""]]) => [project, file]));
  const [one = "", ...others] = first.keys();
  const plantTest = async (failing: string) => {
    await putPassingTests(projects);
    await writeFile(first.get(failing) ?? "", failingTest(`project “${failing}”`));
  };
  const source = path.join(folder, "src/planted.ts");
  const shown = (project: string) => `planted in project “${project}”`;
  const [typecheck, lint, tests] = [`${name}#typecheck`, `${name}#lint`, `${name}#test`];

  await plantTest(one);
  await writeFile(source, typeError + typedLintError);
  demand(
    `${name}: a failing test, a type error, a lint error that needs types`,
    await test(),
    [typecheck, lint, tests],
    [shown(one), "planted.ts(1,14): error TS2322", "no-floating-promises"],
  );
  await putPassingTests(projects);
  await writeFile(source, syntaxLintError);
  const linted = await turbo(copy, "run", "lint", `--filter=${name}`);
  demand(`${name}: a lint error that needs none`, linted, [lint], ["no-debugger"]);
  await rm(source);
  for (const project of others) {
    await plantTest(project);
    const what = `${name}: a failing test in project “${project}”`;
    const tested = await turbo(copy, "run", "test", `--filter=${name}`);
    demand(what, tested, [tests], [shown(project)]);
  }
  await putPassingTests(projects);
};

const checkReadmes = async (copy: string): Promise<void> => {
  const readmes = await Array.fromAsync(glob("{.,packages/*,apps/*}/README.md", { cwd: copy }));
  for (const readme of readmes) {
    await appendFile(path.join(copy, readme), '\n```ts\nconst planted: number = "text";\n```\n');
  }
  demand(
    "a wrong example in each README",
    // The examples need the declarations, which the type check of all packages has built.
    await pnpm(copy, "test", "--filter=//", "--only"),
    ["//#snippets"],
    readmes.map((readme) => `${readme}(`),
  );
};

const copy = await copyCheckout("gate");
try {
  const packages = await findPackages(copy);
  const files = new Set(packages.flatMap(({ projects }) => [...projects.values()].flat()));
  for (const file of files) await rm(file);
  console.log(`Copied ${packages.length} packages, without their ${files.size} test files.`);
  demand(
    "packages whose tests are gone",
    await turbo(copy, "run", "test", "--continue"),
    packages.map(({ name }) => `${name}#test`),
    ["No test files found"],
  );
  for (const { projects } of packages) await putPassingTests(projects);
  for (const each of packages) await checkPackage(copy, each);
  await checkReadmes(copy);
} finally {
  if (process.argv.includes("--keep")) console.log(`The copy is in ${copy}`);
  else await rm(copy, { recursive: true, force: true });
}
if (problems.length > 0) {
  console.error(`\nThe gate is open:\n${problems.join("\n")}`);
  process.exitCode = 1;
} else {
  console.log("The gate holds.");
}
