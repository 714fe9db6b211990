import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createUsersClient } from "@knetik-users/core";
import { createServer } from "@knetik-users/server";
import vue from "@vitejs/plugin-vue";
import type { Page } from "playwright-core";
import { build } from "vite";
import { startBrowser, watch, type Watched } from "./startBrowser.ts";

/** Renders the page of a request, whole or piece by piece. */
export type Render = (
  baseUrl: string,
  token: string | undefined,
) => Promise<string> | AsyncIterable<string>;

/** An open page. */
export interface Opened extends Watched, AsyncDisposable {
  readonly page: Page;
  /** The texts of the elements that match. */
  readonly text: (selector: string) => Promise<ReadonlyArray<string>>;
}

/** A server-rendered page in a browser, with its own API. */
export interface Site extends AsyncDisposable {
  readonly tokenOf: (username: string) => Promise<string>;
  /** Opens the page in a new browser profile, and waits until Vue has hydrated it and nothing loads. */
  readonly open: (token?: string) => Promise<Opened>;
}

/** Waits until Vue has hydrated the page and nothing loads. */
export const hydrated = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => "__vue_app__" in document.querySelector("#app")!);
  await page.waitForLoadState("networkidle");
};

/** Builds the entries of a folder with the warnings of development, and serves its page. */
export const startSite = async (folder: string): Promise<Site> => {
  const root = path.resolve(import.meta.dirname, "..", folder);
  const outDir = path.join(tmpdir(), `vue-${folder}-${process.pid}`);
  const api = await createServer({ sandbox: { users: 9 }, passwords: { memory: 8, passes: 1 } });
  const { url: apiUrl } = await api.listen({ port: 0 });

  const bundle = async (entry: string, ssr: boolean) => {
    const folderOfEntry = path.join(outDir, ssr ? "server" : "client");
    await build({
      root,
      configFile: false,
      mode: "development",
      logLevel: "error",
      plugins: [vue()],
      define: { "process.env.NODE_ENV": '"development"' },
      resolve: { conditions: ["@knetik-users/source", "module", "browser", "development"] },
      ssr: {
        noExternal: true,
        resolve: { conditions: ["@knetik-users/source", "module", "node"] },
      },
      build: {
        ssr,
        outDir: folderOfEntry,
        minify: false,
        rolldownOptions: {
          input: path.join(root, entry),
          output: { entryFileNames: "[name].mjs" },
        },
      },
    });
    return path.join(folderOfEntry, entry.replace(".ts", ".mjs"));
  };
  const client = await readFile(await bundle("entry-client.ts", false));
  const server = pathToFileURL(await bundle("entry-server.ts", true)).href;
  const { render } = (await import(/* @vite-ignore */ server)) as { readonly render: Render };

  const site = createHttpServer(({ url, headers }, response) => {
    if (url === "/entry-client.js") {
      response.setHeader("content-type", "text/javascript").end(client);
      return;
    }
    if (url !== "/") {
      response.writeHead(204).end();
      return;
    }
    const token = /token=([^;]+)/.exec(headers.cookie ?? "")?.[1];
    response.setHeader("content-type", "text/html; charset=utf-8");
    void (async () => {
      const html = render(apiUrl, token);
      if ("then" in html) response.write(await html);
      else for await (const piece of html) response.write(piece);
      response.end();
    })();
  });
  site.listen(0, "127.0.0.1");
  await once(site, "listening");
  const siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  const browser = await startBrowser();

  return {
    tokenOf: async (username) => {
      await using users = createUsersClient({ baseUrl: apiUrl });
      const { accessToken } = await users.getOAuthToken({
        grantType: "password",
        clientId: "web",
        username,
        password: `sandbox-${username}`,
      });
      return accessToken;
    },
    open: async (token) => {
      const context = await browser.newContext();
      const cookies = token === undefined ? [] : [{ name: "token", value: token, url: siteUrl }];
      await context.addCookies(cookies);
      const page = await context.newPage();
      const watched = watch(page, apiUrl);
      await page.goto(siteUrl);
      await hydrated(page);
      return {
        ...watched,
        page,
        text: (selector) => page.locator(selector).allInnerTexts(),
        [Symbol.asyncDispose]: () => context.close(),
      };
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      site.closeAllConnections();
      await new Promise((resolve) => site.close(resolve));
      await api.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
};
