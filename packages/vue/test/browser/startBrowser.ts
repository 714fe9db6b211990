import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import executable from "@sparticuz/chromium";
import { type Browser, chromium, type Page } from "playwright-core";

/** Unpacks the browser in a new folder, because other packages' tests unpack it at the same time. */
const unpack = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), "vue-browser-"));
  const { TMPDIR } = process.env;
  process.env["TMPDIR"] = folder;
  try {
    return await executable.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
  }
};

/** Starts a headless Chromium. */
export const startBrowser = async (): Promise<Browser> => {
  const executablePath = await unpack();
  const browser = await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-dev-shm-usage",
    ],
  });
  browser.on("disconnected", () => void rm(path.dirname(executablePath), { recursive: true }));
  return browser;
};

/** Warnings and errors in the console of a page, and its requests to the API. */
export interface Watched {
  readonly complaints: ReadonlyArray<string>;
  readonly requests: ReadonlyArray<string>;
}

/** Watches a page. Call it before the page is opened. */
export const watch = (page: Page, apiUrl: string): Watched => {
  const complaints: Array<string> = [];
  const requests: Array<string> = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin === apiUrl && request.method() !== "OPTIONS") {
      requests.push(`${request.method()} ${url.pathname}${url.search}`);
    }
  });
  return { complaints, requests };
};
