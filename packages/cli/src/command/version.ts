import { readFileSync } from "node:fs";

const manifest = JSON.parse(
  readFileSync(new URL(import.meta.resolve("@knetik-users/cli/package.json")), "utf8"),
) as { readonly version: string };

export const { version } = manifest;
