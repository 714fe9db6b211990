/**
 * Type-checks every ```ts block of the READMEs and of the documentation, each as a module of its own, against the packages.
 * A package's README sees what that package sees (and the package itself, by its name); the README at the
 * root sees what the tour sees, which depends on everything.
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const folderName = ".readme";
const compiler = path.join(root, "node_modules/typescript-7/bin/tsc");

interface Snippet {
  readonly file: string;
  readonly readme: string;
  /** The README line (from 0) of the snippet's first line. */
  readonly firstLine: number;
}

const writeSnippets = (readme: string, folder: string): Snippet[] => {
  const lines = readFileSync(readme, "utf8").split("\n");
  const snippets: Snippet[] = [];
  for (let index = 0; index < lines.length; index++) {
    const indent = /^( *)```ts\s*$/.exec(lines[index] ?? "")?.[1];
    if (indent === undefined) continue;
    const firstLine = index + 1;
    const end = lines.findIndex((line, at) => at >= firstLine && line.trim() === "```");
    if (end < 0) throw new Error(`${readme}:${firstLine}: this code block is never closed`);
    const file = path.join(folder, `line-${firstLine + 1}.ts`);
    const code = lines.slice(firstLine, end).map((line) => line.slice(indent.length));
    writeFileSync(file, code.join("\n") + "\n");
    snippets.push({ file, readme, firstLine });
    index = end;
  }
  return snippets;
};

const readmes = [
  { readme: path.join(root, "README.md"), owner: path.join(root, "apps/tour") },
  ...globSync("{packages,apps}/*/README.md", { cwd: root })
    .sort()
    .map((file) => path.join(root, file))
    .map((readme) => ({ readme, owner: path.dirname(readme) })),
  ...globSync("docs/{*,*/*}.md", { cwd: root })
    .sort()
    .map((file) => ({ readme: path.join(root, file), owner: path.join(root, "docs") })),
].filter(({ readme }) => existsSync(readme));

const snippets = readmes.flatMap(({ readme, owner }) => {
  const source = path.dirname(readme) === root ? "root" : "own";
  // Pages of the documentation have one owner.
  const page = path.relative(owner, readme).replaceAll(/[/.]/g, "-");
  const folder = path.join(owner, folderName, source, page);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return writeSnippets(readme, folder);
});

const projects = globSync("packages/*/tsconfig.src.json", { cwd: root }).sort();
const configFolder = path.join(root, folderName);
mkdirSync(configFolder, { recursive: true });
writeFileSync(
  path.join(configFolder, "tsconfig.json"),
  JSON.stringify({
    extends: "../tsconfig.base.json",
    // Nest decorates parameters, which standard decorators do not support.
    compilerOptions: { types: ["node"], experimentalDecorators: true },
    files: snippets.map(({ file }) => file),
    references: projects.map((file) => ({ path: path.join(root, file) })),
  }),
);

/** The compiler's error in a snippet, `file(line,column): …`. */
const inReadme = (line: string): string => {
  const [, file = "", at, rest] = /^(.+?)\((\d+),(.*)$/.exec(line) ?? [];
  const snippet = snippets.find((each) => each.file === path.resolve(root, file));
  if (snippet === undefined) return line;
  return `${path.relative(root, snippet.readme)}(${Number(at) + snippet.firstLine},${rest}`;
};

const { status, stdout, stderr, error } = spawnSync(
  process.execPath,
  [compiler, "--build", "--pretty", "false", path.join(configFolder, "tsconfig.json")],
  { cwd: root, encoding: "utf8" },
);
if (error) throw error;
if (status === 0) {
  console.log(`${snippets.length} snippets of ${readmes.length} READMEs and pages type-check.`);
} else {
  console.error(`${stdout}${stderr}`.split("\n").map(inReadme).join("\n"));
  process.exitCode = 1;
}
