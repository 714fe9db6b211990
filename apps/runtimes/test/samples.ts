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

/**
 * Writes the samples and `exercise` as an application that can be run (`cli.js`), deployed (`worker.js`)
 * and opened in a browser (`page.js`).
 */
export const writeApplication = async (
  folder: string,
  samples: ReadonlyArray<Sample>,
  addresses: { readonly sandbox: string; readonly refused: string },
): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const write = (file: string, code: string) => writeFile(path.join(folder, file), code);
  const source = await readFile(path.join(import.meta.dirname, "../src/exercise.ts"), "utf8");
  await write("exercise.js", (await transform(source, { loader: "ts", target: "esnext" })).code);
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
  await write(
    "cli.js",
    `import { main } from "./main.js";\nconsole.log("RESULT " + (await main()));\n`,
  );
  await write(
    "worker.js",
    `import { main } from "./main.js";\nexport default { fetch: async () => new Response(await main()) };\n`,
  );
  await write("page.js", `import { main } from "./main.js";\nglobalThis.main = main;\n`);
};
