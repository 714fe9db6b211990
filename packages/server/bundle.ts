import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build, type Metafile } from "esbuild";

const folder = import.meta.dirname;

/** Loaded when they are needed, native, or shared with what an operator installs. */
const external = [
  ...["better-sqlite3", "nodemailer", "pg", "pino", "swagger-ui-dist"],
  ...["@node-rs/*", "@opentelemetry/*", "@zxcvbn-ts/*"],
];

/** The folders of the packages in a bundle. */
const packagesOf = ({ inputs }: Metafile): ReadonlyArray<string> => [
  ...new Set(
    Object.keys(inputs).flatMap((file) => {
      const [found] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [];
      return found === undefined ? [] : [path.join(folder, found)];
    }),
  ),
];

/** The licence of a package. Fails if there is none, because it has to be published with the code. */
const licenseOf = async (where: string): Promise<string> => {
  const { name, version, license } = JSON.parse(
    await readFile(path.join(where, "package.json"), "utf8"),
  ) as { name: string; version: string; license: string };
  for (const file of ["LICENSE", "LICENSE.md", "LICENSE.txt", "license"]) {
    const candidate = path.join(where, file);
    const exists = await access(candidate).then(
      () => true,
      () => false,
    );
    if (exists) {
      return `${name} ${version} (${license})\n\n${(await readFile(candidate, "utf8")).trim()}\n`;
    }
  }
  throw new Error(`${name} is in the bundle of the program, without its licence.`);
};

/**
 * Writes the program as one file with most of its dependencies. Node needs most of the time of a start
 * for finding and opening about 900 files.
 */
export const writeProgram = async (outdir: string): Promise<void> => {
  const target = path.join(outdir, "cli");
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: ["src/cli/bin.ts"],
    outfile: path.join(target, "bin.js"),
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    // For the packages in it that are CommonJS and load Node's modules.
    banner: {
      js: 'import { createRequire as createRequireOfBundle } from "node:module";\nconst require = createRequireOfBundle(import.meta.url);',
    },
    external,
    metafile: true,
    logLevel: "warning",
  });
  await mkdir(target, { recursive: true });
  const licenses = await Promise.all([...packagesOf(metafile)].sort().map(licenseOf));
  await writeFile(path.join(target, "LICENSES.txt"), licenses.join(`\n${"-".repeat(72)}\n\n`));
};
