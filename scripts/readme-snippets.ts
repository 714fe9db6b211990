/**
 * Type-checks every ```ts block of the READMEs, each as a module of its own, against the sources of
 * the packages. A package's README sees what that package sees (and the package itself, by its
 * name); the README at the root sees what the tour sees, which depends on everything.
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const root = path.resolve(import.meta.dirname, "..");
const folderName = ".readme";

interface Snippet {
  readonly file: string;
  readonly readme: string;
  /** The line of the README, counted from 0, that holds the snippet's first line. */
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

const readConfig = (file: string): ts.ParsedCommandLine => {
  const { config, error } = ts.readConfigFile(file, (name) => ts.sys.readFile(name)) as {
    config: unknown;
    error?: ts.Diagnostic;
  };
  if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, "\n"));
  return ts.parseJsonConfigFileContent(config, ts.sys, root);
};

const describe = (diagnostic: ts.Diagnostic, snippets: readonly Snippet[]): string => {
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
  if (!diagnostic.file || diagnostic.start === undefined) return message;
  const file = path.resolve(diagnostic.file.fileName);
  const { line, character } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start);
  const snippet = snippets.find((each) => each.file === file);
  const [where, at] = snippet ? [snippet.readme, line + snippet.firstLine] : [file, line];
  return `${path.relative(root, where)}:${at + 1}:${character + 1} TS${diagnostic.code}: ${message}`;
};

const readmes = [
  { readme: path.join(root, "README.md"), owner: path.join(root, "apps/tour") },
  ...globSync("{packages,apps}/*/README.md", { cwd: root })
    .sort()
    .map((file) => path.join(root, file))
    .map((readme) => ({ readme, owner: path.dirname(readme) })),
].filter(({ readme }) => existsSync(readme));

const snippets = readmes.flatMap(({ readme, owner }) => {
  const source = path.dirname(readme) === root ? "root" : "own";
  const folder = path.join(owner, folderName, source);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return writeSnippets(readme, folder);
});

const { options } = readConfig(path.join(root, "tsconfig.json"));
const program = ts.createProgram(
  snippets.map(({ file }) => file),
  // For Nest, whose decorators of parameters the standard does not have.
  { ...options, experimentalDecorators: true },
);
const files = new Set(snippets.map(({ file }) => file));
const problems = ts
  .getPreEmitDiagnostics(program)
  .filter(({ file }) => file === undefined || files.has(path.resolve(file.fileName)))
  .map((diagnostic) => describe(diagnostic, snippets));

if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exitCode = 1;
} else {
  console.log(`${snippets.length} snippets of ${readmes.length} READMEs type-check.`);
}
