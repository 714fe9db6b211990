import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const bundles: ReadonlyArray<readonly [name: string, source: string]> = [
  [
    "@knetik-users/core, all endpoints",
    'import { createUsersClient } from "@knetik-users/core"; globalThis.made = createUsersClient;',
  ],
  [
    "@knetik-users/core, one endpoint",
    'import { createPartialUsersClient } from "@knetik-users/core"; import { getUser } from "@knetik-users/core/endpoints"; globalThis.made = (options) => createPartialUsersClient({ getUser }, options);',
  ],
  [
    "official SDK, UsersApi only",
    'import UsersApi from "@knetik/knetikcloud-sdk/src/api/UsersApi.js"; globalThis.made = UsersApi;',
  ],
  [
    "official SDK, as its README says",
    'import sdk from "@knetik/knetikcloud-sdk"; globalThis.made = sdk.UsersApi;',
  ],
];

/** Minified and gzipped bytes of a browser bundle of each client, with everything it needs. */
export const bundleSizes = async (): Promise<ReadonlyArray<readonly [string, number, number]>> => {
  const sizes: Array<readonly [string, number, number]> = [];
  for (const [name, contents] of bundles) {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: import.meta.dirname },
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      platform: "browser",
      conditions: ["@knetik-users/source"],
      external: ["querystring"],
      write: false,
      logLevel: "error",
    });
    const bytes = outputFiles[0]?.contents ?? new Uint8Array();
    sizes.push([name, bytes.length, gzipSync(bytes, { level: 9 }).length]);
  }
  return sizes;
};
