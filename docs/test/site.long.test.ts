import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import chromiumBinary from "@sparticuz/chromium";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { docs } from "./pages.ts";

const site = path.join(docs, ".vitepress/dist");
const pictures = path.join(docs, "test-artefacts");

/** As a host of static pages serves them, with addresses without `.html`. */
const serve = async (): Promise<Server> => {
  const types: { readonly [extension: string]: string } = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".json": "application/json",
    ".woff2": "font/woff2",
  };
  const server = createServer(({ url = "/" }, response) => {
    const name = decodeURIComponent(new URL(url, "http://localhost").pathname);
    const file = [name, `${name}.html`, path.join(name, "index.html")]
      .map((each) => path.join(site, each))
      .find((each) => path.extname(each) !== "" && existsSync(each));
    if (file === undefined) return void response.writeHead(404).end();
    response.setHeader("content-type", types[path.extname(file)] ?? "application/octet-stream");
    void readFile(file).then((data) => response.end(data));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
};

let server: Server;
let browser: Browser;
let origin: string;
beforeAll(async () => {
  const vitepress = path.join(docs, "node_modules/.bin/vitepress");
  // Fails for a link that leads nowhere.
  await promisify(execFile)(vitepress, ["build"], { cwd: docs, maxBuffer: 2 ** 26 });
  server = await serve();
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch({
    executablePath: await chromiumBinary.executablePath(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
  await mkdir(pictures, { recursive: true });
});
afterAll(async () => {
  await browser.close();
  server.close();
});

const open = async (
  address: string,
  options: { readonly width: number; readonly colorScheme: "light" | "dark" },
): Promise<{ readonly page: Page; readonly complaints: ReadonlyArray<string> }> => {
  const { width, colorScheme } = options;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const complaints: Array<string> = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!/^(data:|blob:)/.test(request.url()) && !request.url().startsWith(origin)) {
      complaints.push(`requested ${request.url()}`);
    }
  });
  await page.goto(`${origin}${address}`, { waitUntil: "networkidle" });
  return { page, complaints };
};

describe.each(["light", "dark"] as const)("in %s colors", (colorScheme) => {
  it.each([
    "/",
    "/start/promises",
    "/guides/retries",
    "/reference/core",
    "/reference/errors",
    "/architecture",
  ])("%s is readable on a phone and on a desktop", async (address) => {
    for (const width of [375, 1_280]) {
      const { page, complaints } = await open(address, { width, colorScheme });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() =>
        (globalThis as unknown as { readonly axe: typeof axe }).axe.run(document, {
          resultTypes: ["violations"],
          // VitePress names its search button "Search", and shows "Search Ctrl K".
          rules: { "label-content-name-mismatch": { enabled: false } },
        }),
      );
      const serious = violations.filter(
        ({ impact }) => impact === "serious" || impact === "critical",
      );
      expect(
        serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
      ).toEqual([]);
      expect(complaints).toEqual([]);
      const name = address === "/" ? "home" : address.slice(1).replaceAll("/", "-");
      await page.screenshot({ path: path.join(pictures, `${name}-${width}-${colorScheme}.png`) });
      await page.context().close();
    }
  });
});

it("finds pages by their text, without a service", async () => {
  const { page } = await open("/", { width: 1_280, colorScheme: "light" });
  await page.keyboard.press("Control+k");
  await page.getByRole("searchbox").fill("retry storm");
  await page.locator(".VPLocalSearchBox .result").first().waitFor();
  const found = await page.locator(".VPLocalSearchBox .result").allTextContents();
  expect(found.join()).toContain("An outage is not a retry storm");
  await page.context().close();
});
