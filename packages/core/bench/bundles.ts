import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { CandidateName } from "./candidates.ts";

type Sources = Readonly<Partial<Record<CandidateName, string>>>;

/** What a browser bundle of each client imports, with all of its operations. */
const allOperations: Sources = {
  "bare ky": 'export { default } from "ky";',
  ours: 'export { createUsersClient } from "@knetik-users/core";',
  "official SDK": 'export { default } from "@knetik/knetikcloud-sdk";',
  openai: 'export { OpenAI } from "openai";',
  stripe: 'export { Stripe } from "stripe";',
  "@octokit/rest": 'export { Octokit } from "@octokit/rest";',
  "openapi-fetch": 'export { default } from "openapi-fetch";',
};

const gzippedBytes = async (contents: string): Promise<number> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform: "browser",
    // The official SDK imports it for form-encoded calls; browsers have no such module.
    external: ["querystring"],
    write: false,
    logLevel: "error",
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error("esbuild wrote no bundle.");
  return gzipSync(output.contents, { level: 9 }).length;
};

/** Minified and gzipped bytes of browser bundles, with everything the clients need. */
export const bundleSizes = async (
  names: ReadonlyArray<CandidateName>,
): Promise<ReadonlyMap<CandidateName, number>> => {
  const sizes = new Map<CandidateName, number>();
  for (const name of names) {
    const source = allOperations[name];
    if (source !== undefined) sizes.set(name, await gzippedBytes(source));
  }
  return sizes;
};
