import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sirv from "sirv";
import { headersFor } from "./headers.ts";

export interface ServeOptions {
  /** Where `vite build` has put the console. */
  readonly folder: string;
  /** Where the API is, as browsers reach it. */
  readonly apiUrl: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** More of `/config.json`. */
  readonly config?: { readonly [name: string]: unknown } | undefined;
}

/** A console that is served. */
export interface ServedConsole {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves a console that was built, and tells it where the API is. */
export const serveConsole = async ({
  folder,
  apiUrl,
  port,
  config,
}: ServeOptions): Promise<ServedConsole> => {
  const headers = headersFor(apiUrl);
  const settings = JSON.stringify({ ...config, apiUrl });
  const files = sirv(folder, {
    single: true,
    // The names of what is in there have a hash of what they hold.
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
      response.setHeader("content-type", "application/json");
      response.end(settings);
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
