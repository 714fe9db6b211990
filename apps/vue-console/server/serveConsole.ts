import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import sirv from "sirv";
import { readDemoAccounts } from "./demoAccounts.ts";
import { headersFor } from "./headers.ts";

export interface ServeOptions {
  /** Output folder of `vite build`. */
  readonly folder: string;
  /** URL of the API, as seen by browsers. */
  readonly apiUrl: string;
  /** 0 selects a free port. */
  readonly port: number;
  /** Additional settings for `/config.json`. */
  readonly config?: { readonly [name: string]: unknown } | undefined;
}

/** A running console. */
export interface ServedConsole {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves a built console, configured with the URL of the API, and its accounts if it is a sandbox. */
export const serveConsole = async ({
  folder,
  apiUrl,
  port,
  config,
}: ServeOptions): Promise<ServedConsole> => {
  const headers = headersFor(apiUrl);
  let asked = readDemoAccounts(apiUrl);
  const respondWithConfig = async (response: ServerResponse) => {
    // Asked again if the API was not there.
    const demoAccounts = (await asked) ?? (await (asked = readDemoAccounts(apiUrl)));
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ demoAccounts, ...config, apiUrl }));
  };
  const files = sirv(folder, {
    single: true,
    // File names in there contain a content hash.
    setHeaders: (response, path) => {
      if (path.startsWith("/assets/")) {
        response.setHeader("cache-control", "public, max-age=31536000, immutable");
      }
    },
  });
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader("cache-control", "no-cache");
    if (request.url === "/config.json") {
      void respondWithConfig(response);
      return;
    }
    files(request, response);
  });
  server.listen({ port, host: "127.0.0.1" });
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
