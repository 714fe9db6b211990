import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { OAuthToken } from "@knetik-users/core";
import type { AxeResults } from "axe-core";
import type { BrowserContext, Page } from "playwright-core";
import { expect, inject } from "vitest";
import { serveConsole } from "../server/serveConsole.ts";
import { type Api, startApi } from "./api.ts";
import { fenceIn, listen, startBrowser } from "./browser.ts";

export interface Visit {
  /** User to sign in as. Default: `admin`. */
  readonly as?: "admin" | "jdoe" | "nobody";
  /** The browser's language. Default: `en-GB`. */
  readonly locale?: string;
  /** Fails for requests to other hosts, which makes each request slower. Default: `true`. */
  readonly fenced?: boolean;
}

/** The console in a browser with its own API. */
export interface Site extends AsyncDisposable {
  readonly api: Api;
  readonly url: string;
  /** Opens a page of the console in a new browser profile. */
  readonly visit: (path: string, visit?: Visit) => Promise<Page>;
  /** Closes the pages of a test and removes its rules. */
  readonly reset: () => Promise<void>;
}

/** Stores a session in the first document of a tab, as signing in does, but faster. */
const storeSession = (page: Page, { accessToken, refreshToken, expiresIn = 0 }: OAuthToken) => {
  const record = {
    id: crypto.randomUUID(),
    accessToken,
    refreshToken,
    expiresAt: Date.now() + expiresIn * 1000,
  };
  return page.addInitScript((text) => {
    if (sessionStorage.getItem("test.session") !== null) return;
    sessionStorage.setItem("test.session", "stored");
    sessionStorage.setItem("knetik-users.session", text);
  }, JSON.stringify(record));
};

/** Starts everything. Disposal checks that no page had problems. */
export const startSite = async (users = 60, file?: string): Promise<Site> => {
  const [api, browser] = await Promise.all([startApi(users, file), startBrowser()]);
  const served = await serveConsole({ folder: inject("folder"), apiUrl: api.url, port: 0 });
  const complaints: Array<string> = [];
  const fences: Array<ReadonlyArray<string>> = [];
  const contexts: Array<BrowserContext> = [];
  return {
    api,
    url: served.url,
    visit: async (path, { as = "admin", locale = "en-GB", fenced = true } = {}) => {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        colorScheme: "light",
        locale,
        timezoneId: "UTC",
        reducedMotion: "reduce",
      });
      context.setDefaultTimeout(120_000);
      contexts.push(context);
      if (fenced) fences.push(await fenceIn(context, [served.url, api.url]));
      const page = await context.newPage();
      listen(page, complaints);
      if (as !== "nobody") await storeSession(page, await api.signIn(as));
      await page.goto(served.url + path);
      return page;
    },
    reset: async () => {
      api.reset();
      await Promise.all(contexts.splice(0).map((context) => context.close()));
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await served.close();
      await api[Symbol.asyncDispose]();
      expect({ complaints, strays: fences.flat() }).toEqual({ complaints: [], strays: [] });
    },
  };
};

export const signIn = async (page: Page, as: "admin" | "jdoe"): Promise<void> => {
  await page.getByRole("textbox", { name: "User name" }).fill(as);
  await page.getByLabel("Password", { exact: true }).fill(`sandbox-${as}`);
  await page.getByRole("button", { name: "Sign in" }).click();
};

const artefacts = fileURLToPath(new URL("../test-artefacts/", import.meta.url));

/** Takes a screenshot of a whole page when `PICTURES` is set. */
export const snap = async (page: Page, name: string): Promise<void> => {
  if (process.env["PICTURES"] === undefined) return;
  await mkdir(artefacts, { recursive: true });
  // Sticky elements would appear in the middle.
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: `${artefacts}${name}.png`, fullPage: true });
};

/** Checks a page on desktop and phone, in light and dark mode: screenshots and axe. */
export const lookAt = async (
  page: Page,
  name: string,
  widths: ReadonlyArray<number> = [1280, 375],
): Promise<void> => {
  for (const width of widths) {
    await page.setViewportSize({ width, height: width < 700 ? 812 : 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
      await snap(page, `${name}-${width}-${colorScheme}`);
    }
  }
};

const axe = readFile(createRequire(import.meta.url).resolve("axe-core"), "utf8");

/** Runs axe. Serious and critical findings fail the test. */
export const expectAccessible = async (page: Page): Promise<void> => {
  await page.evaluate(await axe);
  const { violations } = await page.evaluate<AxeResults>(
    "axe.run(document, { resultTypes: ['violations'] })",
  );
  const found = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => ({
      id,
      where: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
    }));
  expect(found).toEqual([]);
  // There is no horizontal scrolling.
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(excess).toBe(0);
};
