import { readFileSync } from "node:fs";

const manifest = JSON.parse(
  readFileSync(new URL(import.meta.resolve("@knetik-users/cli/package.json")), "utf8"),
) as { readonly version: string; readonly engines: { readonly node: string } };

export const { version } = manifest;

/** Such as `>=22.12`. */
export const requiredNode = manifest.engines.node;
