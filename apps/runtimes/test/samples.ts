import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { transform } from "esbuild";

const root = path.resolve(import.meta.dirname, "../../..");

export interface Sample {
  /** Where it is, such as `packages/core/README.md:20`. */
  readonly place: string;
  readonly code: string;
}

const samplesOf = async (readme: string): Promise<ReadonlyArray<Sample>> => {
  const text = await readFile(path.join(root, readme), "utf8");
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(({ index, 1: code = "" }) => ({
    place: `${readme}:${text.slice(0, index).split("\n").length + 1}`,
    code,
  }));
};

/** Imports of the samples that need no framework. */
const runnable = /^(@knetik-users\/core|effect)(\/|$)/;

/** Placeholders of what an application has: a token, a connection to a database. */
const placeholder = /"…"|^declare /m;

/** The samples that need only a sandbox, without types and otherwise as they are. */
export const readSamples = async (): Promise<ReadonlyArray<Sample>> => {
  const all = (await Promise.all(["README.md", "packages/core/README.md"].map(samplesOf))).flat();
  return Promise.all(
    all
      .filter(
        ({ code }) =>
          !placeholder.test(code) &&
          [...code.matchAll(/ from "(.+)";$/gm)].every(([, name = ""]) => runnable.test(name)),
      )
      .map(async ({ place, code }) => ({
        place,
        code: (
          await transform(code, {
            loader: "ts",
            target: "esnext",
            tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
          })
        ).code,
      })),
  );
};

/** Writes a file of `src` without types. */
const writeSource = async (folder: string, name: string): Promise<void> => {
  const source = await readFile(path.join(import.meta.dirname, `../src/${name}.ts`), "utf8");
  const { code } = await transform(source, { loader: "ts", target: "esnext" });
  await writeFile(path.join(folder, `${name}.js`), code);
};

/** Writes how `main.js` is run (`cli.js`), deployed (`worker.js`) and opened in a browser (`page.js`). */
const writeStarters = async (folder: string): Promise<void> => {
  const write = (file: string, code: string) => writeFile(path.join(folder, file), code);
  await write(
    "cli.js",
    `import { main } from "./main.js";\nconsole.log("RESULT " + (await main()));\n`,
  );
  await write(
    "worker.js",
    `import { main } from "./main.js";\nexport default { fetch: async () => new Response(await main()) };\n`,
  );
  await write(
    "page.js",
    `import { main } from "./main.js";
globalThis.main = main;
try {
  new Function("return 1")();
  globalThis.evaluates = true;
} catch {
  globalThis.evaluates = false;
}
`,
  );
};

/** Writes an application that runs one of the functions of `src`. */
export const writeFunction = async (
  folder: string,
  name: string,
  addresses: { readonly sandbox: string; readonly refused: string },
): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await writeSource(folder, name);
  await writeFile(
    path.join(folder, "main.js"),
    `import { ${name} } from "./${name}.js";
export const main = async () => JSON.stringify(await ${name}(${JSON.stringify(addresses)}));
`,
  );
  await writeStarters(folder);
};

/**
 * Writes the samples and `exercise` as an application.
 */
export const writeApplication = async (
  folder: string,
  samples: ReadonlyArray<Sample>,
  addresses: { readonly sandbox: string; readonly refused: string },
): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const write = (file: string, code: string) => writeFile(path.join(folder, file), code);
  await writeSource(folder, "exercise");
  for (const [index, { code }] of samples.entries()) {
    await write(`sample-${index}.js`, code.replaceAll("http://127.0.0.1:8080", addresses.sandbox));
  }
  await write(
    "main.js",
    `import { exercise } from "./exercise.js";
const samples = {
${samples.map(({ place }, index) => `  "${place}": () => import("./sample-${index}.js"),`).join("\n")}
};
export const main = async () => {
  const failed = {};
  for (const [place, run] of Object.entries(samples)) {
    await run().catch((error) => (failed[place] = String(error)));
  }
  return JSON.stringify({ failed, ...(await exercise(${JSON.stringify(addresses)})) });
};
`,
  );
  await writeStarters(folder);
};
