import executable from "@sparticuz/chromium";
import { type Browser, chromium, type Page } from "playwright-core";

/** Starts a headless Chromium. */
export const startBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await executable.executablePath(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-dev-shm-usage",
    ],
  });

/** What a page complains about in the console, and what it requests from the API. */
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
