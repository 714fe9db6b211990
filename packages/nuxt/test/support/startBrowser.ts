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

/** What a page complains about in the console, and the calls that it sends through the module's route. */
export interface Watched {
  readonly complaints: Array<string>;
  readonly calls: Array<string>;
}

/** Watches a page. Call it before the page is opened. */
export const watch = (page: Page): Watched => {
  const complaints: Array<string> = [];
  const calls: Array<string> = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/")) calls.push(`${request.method()} ${pathname}`);
  });
  return { complaints, calls };
};

/** Waits until Nuxt has hydrated the page and nothing loads. */
export const hydrated = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => {
    const { useNuxtApp } = window as { useNuxtApp?: () => { isHydrating: boolean } };
    return useNuxtApp?.().isHydrating === false;
  });
  await page.waitForLoadState("networkidle");
};
