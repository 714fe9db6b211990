import type { Browser, Page } from "playwright-core";
import { playground } from "../buildPlayground.ts";
import { type Api, startApi } from "./startApi.ts";
import { type App, startApp } from "./startApp.ts";
import { hydrated, startBrowser, watch, type Watched } from "./startBrowser.ts";

/** A tab of a browser with a page of the playground. */
export interface Opened extends Watched, AsyncDisposable {
  readonly page: Page;
  readonly open: (path: string) => Promise<void>;
  readonly heading: () => Promise<string>;
  readonly status: () => Promise<string>;
}

/** The playground with its API, and a browser. */
export interface Site extends AsyncDisposable {
  readonly api: Api;
  readonly app: App;
  /** Opens a tab of a new browser profile, or of the profile of another tab. */
  readonly openTab: (path: string, other?: Opened) => Promise<Opened>;
}

const openTabOf =
  (browser: Browser, app: App): Site["openTab"] =>
  async (path, other) => {
    const context = other?.page.context() ?? (await browser.newContext());
    const page = await context.newPage();
    const watched = watch(page);
    const open = async (where: string) => {
      await page.goto(`${app.url}${where}`);
      await hydrated(page);
    };
    await open(path);
    return {
      ...watched,
      page,
      open,
      heading: () => page.locator("h1").innerText(),
      status: () => page.locator("p").first().innerText(),
      [Symbol.asyncDispose]: () => (other === undefined ? context.close() : page.close()),
    };
  };

/** Starts the playground, its API and a browser. */
export const startSite = async (): Promise<Site> => {
  const api = await startApi();
  const app = await startApp(playground, { NUXT_USERS_BASE_URL: api.url });
  const browser = await startBrowser();
  return {
    api,
    app,
    openTab: openTabOf(browser, app),
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await app[Symbol.asyncDispose]();
      await api[Symbol.asyncDispose]();
    },
  };
};

/** Fills in the form of the sign-in page. */
export const signIn = async (
  { page }: Opened,
  username: string,
  password = `sandbox-${username}`,
): Promise<void> => {
  await page.fill("input[name=username]", username);
  await page.fill("input[name=password]", password);
  await page.click("button");
};
