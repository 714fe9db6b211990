/**
 * Compares the public types of every published entry with the snapshot committed beside it, so that
 * no change of the API goes unseen: `packages/<package>/api/<entry>.d.ts`. Needs a build.
 * With `--update`, rewrites the snapshots.
 *
 * A snapshot is the entry's built `.d.ts` with its shared chunks rolled in and comments left out.
 */
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { build } from "tsup";
import ts from "typescript";

interface Manifest {
  readonly private?: boolean;
  readonly exports?: Record<string, string | { readonly types?: string }>;
}

const root = path.resolve(import.meta.dirname, "..");
const update = process.argv.includes("--update");

const publicEntries = globSync("packages/*/package.json", { cwd: root })
  .sort()
  .flatMap((file) => {
    const folder = path.join(root, path.dirname(file));
    const manifest = JSON.parse(readFileSync(path.join(root, file), "utf8")) as Manifest;
    if (manifest.private) return [];
    return Object.values(manifest.exports ?? {}).flatMap((target) =>
      typeof target === "object" && target.types ? [{ folder, types: target.types }] : [],
    );
  });

const withoutComments = (text: string): string => {
  const file = ts.createSourceFile("api.d.ts", text, ts.ScriptTarget.Latest);
  return ts
    .createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed })
    .printFile(file);
};

const rollUp = async (folder: string, types: string): Promise<string> => {
  const outDir = mkdtempSync(path.join(folder, "dist", ".api-"));
  try {
    process.chdir(folder);
    await build({
      config: false,
      entry: { api: types },
      outDir,
      format: ["esm"],
      dts: { only: true },
      tsconfig: path.join(root, "tsconfig.base.json"),
      silent: true,
    });
    return withoutComments(readFileSync(path.join(outDir, "api.d.ts"), "utf8"));
  } finally {
    rmSync(outDir, { recursive: true });
  }
};

const firstDifference = (before: string, after: string): string => {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const line = now.findIndex((text, index) => text !== old[index]);
  const at = line < 0 ? now.length : line;
  return `  line ${at + 1}\n  - ${old[at] ?? "(end)"}\n  + ${now[at] ?? "(end)"}`;
};

/** TypeScript writes the members of an inferred type in the order in which it came upon them. */
const isReordered = (before: string, after: string): boolean => {
  const [old, now] = [before, after].map((text) => text.split("\n").sort().join("\n"));
  return old === now;
};

let changed = 0;
for (const { folder, types } of publicEntries) {
  const snapshot = path.join(folder, "api", path.basename(types));
  const name = path.relative(root, snapshot);
  const before = existsSync(snapshot) ? readFileSync(snapshot, "utf8") : "";
  const after = await rollUp(folder, types);
  if (before === after || isReordered(before, after)) continue;
  if (update) {
    mkdirSync(path.dirname(snapshot), { recursive: true });
    writeFileSync(snapshot, after);
    console.log(`${name}: updated`);
  } else {
    changed++;
    console.error(`${name}: the public types have changed\n${firstDifference(before, after)}`);
  }
}
if (changed > 0) {
  console.error("If that is meant, run `npx -y pnpm@12 api:update`, read the diff and commit it.");
  process.exitCode = 1;
} else if (!update) {
  console.log(`The public types of ${publicEntries.length} entries are as committed.`);
}
