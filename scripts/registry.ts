/**
 * A registry of npm with the packed packages only, so that they can be installed as they will be after the
 * release: by name, with each other as dependencies.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Packed } from "./tarball.ts";

export interface Registry extends AsyncDisposable {
  /** For `--registry` or an `.npmrc`, with a slash at the end. */
  readonly url: string;
}

export const serveRegistry = async (packages: ReadonlyArray<Packed>): Promise<Registry> => {
  const server = createServer((request, response) => {
    const name = decodeURIComponent(request.url ?? "/").slice(1);
    const found = packages.find(({ manifest }) => name.startsWith(manifest.name));
    if (found === undefined) return void response.writeHead(404).end("{}");
    const { file, manifest } = found;
    void readFile(file).then((tarball) => {
      if (name.endsWith(".tgz")) return response.end(tarball);
      const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
      const dist = { tarball: `${url}${manifest.name}.tgz`, integrity };
      return response.setHeader("content-type", "application/json").end(
        JSON.stringify({
          name: manifest.name,
          "dist-tags": { latest: manifest.version },
          versions: { [manifest.version]: { ...manifest, dist } },
        }),
      );
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
