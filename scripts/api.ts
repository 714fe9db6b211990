/**
 * Compares the public API of every published entry with the report committed beside its package,
 * `packages/<package>/api/<entry>.md`, so that no change goes unseen. Needs the declarations of
 * `typecheck`. With `--update`, rewrites the reports.
 *
 * A report lists each export once, by name and without comments. An entry that exports what an earlier
 * entry of its package exports refers to that one.
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: Record<string, string | { readonly "@knetik-users/source"?: string }>;
}

interface Entry {
  readonly folder: string;
  /** For example `@knetik-users/core/effect`. */
  readonly name: string;
  /** The generated declarations. */
  readonly types: string;
  readonly report: string;
}

const root = path.resolve(import.meta.dirname, "..");
const update = process.argv.includes("--update");

const entriesOf = (manifestFile: string): ReadonlyArray<Entry> => {
  const folder = path.join(root, path.dirname(manifestFile));
  const manifest = JSON.parse(readFileSync(path.join(root, manifestFile), "utf8")) as Manifest;
  if (manifest.private) return [];
  return Object.entries(manifest.exports ?? {}).flatMap(([key, target]) => {
    const source = typeof target === "object" ? target["@knetik-users/source"] : undefined;
    if (source === undefined) return [];
    const name = key === "." ? "index" : path.basename(key);
    return [
      {
        folder,
        name: path.posix.join(manifest.name, key),
        types: path.join(folder, source.replace("./src/", ".types/").replace(/\.ts$/, ".d.ts")),
        report: path.join(folder, "api", `${name}.md`),
      },
    ];
  });
};

const packages = globSync("packages/*/package.json", { cwd: root })
  .sort()
  .map(entriesOf)
  .filter(({ length }) => length > 0);

const program = ts.createProgram(
  packages.flat().map(({ types }) => types),
  {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    customConditions: ["@knetik-users/source"],
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
  },
);
const checker = program.getTypeChecker();
const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

const resolved = (symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

/** The statement of a declaration. For a variable it is two levels up. */
const statementOf = (declaration: ts.Declaration): ts.Node =>
  ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;

const textOf = (symbol: ts.Symbol): string =>
  [...new Set((symbol.declarations ?? []).map(statementOf))]
    .map((node) => printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()))
    .join("\n")
    .replace(/^export /gm, "")
    .replace(/^declare /gm, "");

/** Declarations that the exports of a package refer to but that no entry exports. */
const internalsOf = (
  exported: ReadonlySet<ts.Symbol>,
  folder: string,
): ReadonlyMap<string, ts.Symbol> => {
  const found = new Map<string, ts.Symbol>();
  const visited = new Set<ts.Symbol>();
  const visit = (symbol: ts.Symbol) => {
    if (visited.has(symbol)) return;
    visited.add(symbol);
    for (const declaration of symbol.declarations ?? []) {
      const follow = (node: ts.Node): void => {
        if (ts.isIdentifier(node)) {
          const target = checker.getSymbolAtLocation(node);
          if (target !== undefined) consider(resolved(target));
        }
        ts.forEachChild(node, follow);
      };
      follow(statementOf(declaration));
    }
  };
  const consider = (symbol: ts.Symbol) => {
    if (visited.has(symbol)) return;
    const [declaration] = symbol.declarations ?? [];
    if (declaration === undefined) return;
    const file = declaration.getSourceFile();
    const isTopLevel = statementOf(declaration).parent === file;
    if (!isTopLevel || !file.fileName.startsWith(`${folder}/.types/`)) return;
    // The base class that Effect's `TaggedError` creates; the class itself says the rest.
    if (!exported.has(symbol) && !symbol.name.endsWith("_base")) found.set(symbol.name, symbol);
    visit(symbol);
  };
  exported.forEach(visit);
  return found;
};

const section = (name: string, text: string) => `### ${name}\n\n\`\`\`ts\n${text}\n\`\`\`\n`;
const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) =>
  one < other ? -1 : 1;

const reportsOf = (entries: ReadonlyArray<Entry>): ReadonlyArray<readonly [Entry, string]> => {
  const owners = new Map<ts.Symbol, string>();
  const reports = entries.map((entry): [Entry, Array<string>] => {
    const file = program.getSourceFile(entry.types);
    const module = file && checker.getSymbolAtLocation(file);
    if (module === undefined) throw new Error(`${entry.types} is missing: run the type check.`);
    const exports = checker
      .getExportsOfModule(module)
      .map((symbol) => [symbol.name, resolved(symbol)] as const)
      .sort(byName);
    const shared = new Map<string, Array<string>>();
    const own = exports.filter(([name, symbol]) => {
      const owner = owners.get(symbol);
      if (owner === undefined) owners.set(symbol, entry.name);
      else shared.set(owner, [...(shared.get(owner) ?? []), name]);
      return owner === undefined;
    });
    const references = [...shared].map(([owner, names]) => {
      const all = [...owners.values()].filter((name) => name === owner).length === names.length;
      return all ? `Everything of \`${owner}\`.\n` : `From \`${owner}\`: ${names.join(", ")}.\n`;
    });
    return [
      entry,
      [
        `# ${entry.name}\n`,
        ...references,
        "## Exports\n",
        ...own.map(([name, symbol]) => section(name, textOf(symbol))),
      ],
    ];
  });
  const [first] = entries;
  const internals = internalsOf(new Set(owners.keys()), first?.folder ?? "");
  if (internals.size > 0) {
    reports[0]?.[1].push(
      "## Not exported\n",
      "Types that the exports of this package refer to.\n",
      ...[...internals].sort(byName).map(([name, symbol]) => section(name, textOf(symbol))),
    );
  }
  return reports.map(([entry, parts]) => [entry, parts.join("\n")] as const);
};

const firstDifference = (before: string, after: string): string => {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const line = now.findIndex((text, index) => text !== old[index]);
  const at = line < 0 ? now.length : line;
  return `  line ${at + 1}\n  - ${old[at] ?? "(end)"}\n  + ${now[at] ?? "(end)"}`;
};

let changed = 0;
for (const [{ report }, after] of packages.flatMap(reportsOf)) {
  const name = path.relative(root, report);
  const before = existsSync(report) ? readFileSync(report, "utf8") : "";
  if (before === after) continue;
  if (update) {
    mkdirSync(path.dirname(report), { recursive: true });
    writeFileSync(report, after);
    console.log(`${name}: updated`);
  } else {
    changed++;
    console.error(`${name}: the public API has changed\n${firstDifference(before, after)}`);
  }
}
const expected = new Set(packages.flat().map(({ report }) => report));
for (const file of globSync("packages/*/api/*", { cwd: root })) {
  if (expected.has(path.join(root, file))) continue;
  if (update) rmSync(path.join(root, file));
  else {
    changed++;
    console.error(`${file}: no entry has this report`);
  }
}
if (changed > 0) {
  console.error(
    "If that is intended, run `npx -y pnpm@12 api:update`, review and commit the diff.",
  );
  process.exitCode = 1;
} else if (!update) {
  console.log(`The public API of ${expected.size} entries matches the committed reports.`);
}
