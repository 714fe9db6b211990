/** What a packed package contains, and what is wrong with it. */
import { globSync, readFileSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { run, succeeded } from "./checkout.ts";

type Strings = Readonly<Record<string, string>>;

/** The fields of a published `package.json` that are checked. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly keywords?: ReadonlyArray<string>;
  readonly license?: string;
  readonly repository?: { readonly url?: string; readonly directory?: string };
  readonly engines?: { readonly node?: string };
  readonly type?: string;
  readonly bin?: Strings;
  readonly exports: Readonly<Record<string, string | Strings>>;
  readonly publishConfig?: { readonly access?: string; readonly provenance?: boolean };
  readonly dependencies?: Strings;
  readonly optionalDependencies?: Strings;
  readonly peerDependencies?: Strings;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export interface Packed {
  /** The tarball. */
  readonly file: string;
  /** Its unpacked content. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** Paths in `folder`, sorted. */
  readonly files: ReadonlyArray<string>;
}

export const unpack = async (file: string, target: string): Promise<Packed> => {
  await mkdir(target, { recursive: true });
  await succeeded("tar", run(target, "tar", ["-xzf", file]));
  const folder = path.join(target, "package");
  const files = globSync("**", { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
  return { file, folder, manifest, files };
};

const kilobytes = (bytes: number) => `${(bytes / 1_000).toFixed(0)} kB`;

/** One line: its size, and the number of files by folder. */
export const summary = ({ file, folder, manifest, files }: Packed): string => {
  const unpacked = files.reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
  const folders = Map.groupBy(files, (name) => (name.includes("/") ? name.split("/")[0] : "."));
  const counts = [...folders].map(([name, own]) => `${String(name)} ${own.length}`).join(", ");
  const packed = statSync(file).size;
  return `${manifest.name}@${manifest.version}: ${kilobytes(packed)}, unpacked ${kilobytes(unpacked)}; files: ${counts}`;
};

interface SourceMap {
  readonly sources: ReadonlyArray<string>;
  readonly sourcesContent?: ReadonlyArray<string | null>;
  readonly ignoreList?: ReadonlyArray<number>;
}

const mapProblems = ({ folder, files }: Packed): string[] =>
  files
    .filter((name) => name.endsWith(".map"))
    .flatMap((name) => {
      const map = JSON.parse(readFileSync(path.join(folder, name), "utf8")) as SourceMap;
      return map.sources.flatMap((source, index) => {
        const target = path.join(path.dirname(name), source);
        if (target.startsWith("..")) return [`${name} points outside, to ${source}`];
        const known = map.sourcesContent?.[index] ?? undefined;
        return known !== undefined || map.ignoreList?.includes(index) === true
          ? []
          : [`${name} has no text of ${source}`];
      });
    });

/** esbuild names the file of each module in a comment. */
const bundledPackages = ({ folder, files }: Packed): ReadonlySet<string> =>
  new Set(
    files
      .filter((name) => name.endsWith(".js"))
      .flatMap((name) => [
        ...readFileSync(path.join(folder, name), "utf8").matchAll(
          /^\/\/ .*node_modules\/((?!\.pnpm)(?:@[^/\s]+\/)?[^/\s]+)\//gm,
        ),
      ])
      .map(([, name = ""]) => name),
  );

const noticeProblems = (packed: Packed): string[] => {
  const licenses = packed.files
    .filter((file) => path.basename(file) === "LICENSES.txt")
    .map((file) => readFileSync(path.join(packed.folder, file), "utf8"))
    .join("\n");
  return [...bundledPackages(packed)]
    .filter(
      (name) =>
        !packed.files.some((file) => path.basename(file) === `NOTICE.${name}.txt`) &&
        !licenses.split("\n").some((line) => line.startsWith(`${name} `)),
    )
    .map((name) => `contains ${name} without its licence`);
};

const allowed = /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|(?:dist|deploy)\/.*)$/;
const forTests =
  /(?:\.(?:test|spec|test-d)\.|(?:^|\/)(?:tests?|fixtures|__tests__|bench)\/|\.tsbuildinfo$)/;

const fileProblems = ({ folder, files, manifest }: Packed): string[] => {
  const changelog = files.includes("CHANGELOG.md")
    ? readFileSync(path.join(folder, "CHANGELOG.md"), "utf8")
    : "";
  return [
    ...files.filter((name) => !allowed.test(name)).map((name) => `contains ${name}`),
    ...files.filter((name) => forTests.test(name)).map((name) => `contains a test file, ${name}`),
    ...["README.md", "LICENSE"].filter((name) => !files.includes(name)).map((n) => `has no ${n}`),
    ...(changelog.includes(`\n## ${manifest.version}\n`)
      ? []
      : [`CHANGELOG.md has no entry for ${manifest.version}`]),
  ];
};

const manifestProblems = (manifest: Manifest, siblings: ReadonlyArray<Manifest>): string[] => {
  const folder = `packages/${path.basename(manifest.name)}`;
  const expected = {
    license: manifest.license === "MIT",
    description: manifest.description !== undefined,
    keywords: (manifest.keywords?.length ?? 0) >= 3,
    repository:
      manifest.repository?.url === "git+https://github.com/knetik-users/knetik-users.git" &&
      manifest.repository.directory === folder,
    engines: manifest.engines?.node !== undefined,
    type: manifest.type === "module",
    "publishConfig.access": manifest.publishConfig?.access === "public",
    "publishConfig.provenance": manifest.publishConfig?.provenance === true,
  };
  const ranges = Object.entries({
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
    ...manifest.peerDependencies,
  });
  return [
    ...Object.entries(expected)
      .filter(([, right]) => !right)
      .map(([field]) => `package.json: ${field} is wrong or missing`),
    ...ranges
      .filter(([, range]) => /^(?:workspace|catalog|link|file):/.test(range))
      .map(([name, range]) => `depends on ${name} ${range}`),
    ...siblings.flatMap(({ name, version }) => {
      const range = ranges.find(([other]) => other === name)?.[1];
      return range === undefined || range === `^${version}`
        ? []
        : [`depends on ${name} ${range}, which is ${version}`];
    }),
    ...(JSON.stringify(manifest.exports).includes("@knetik-users/source")
      ? ["exports sources, which are not published"]
      : []),
  ];
};

export const problemsOf = (packed: Packed, all: ReadonlyArray<Packed>): ReadonlyArray<string> =>
  [
    ...fileProblems(packed),
    ...mapProblems(packed),
    ...noticeProblems(packed),
    ...manifestProblems(
      packed.manifest,
      all.map(({ manifest }) => manifest),
    ),
  ].map((problem) => `${packed.manifest.name} ${problem}`);
