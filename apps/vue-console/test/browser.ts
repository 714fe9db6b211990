import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { inject } from "vitest";

/** Starts a headless Chromium. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: inject("browser"),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-dev-shm-usage",
    ],
  });

const picture = (name: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="hsl(${
    (Number(/\d+/.exec(name)?.[0] ?? 0) * 47) % 360
  } 45% 45%)"/><circle cx="32" cy="25" r="11" fill="#fff8"/><path d="M10 60c2-16 12-20 22-20s20 4 22 20z" fill="#fff8"/></svg>`;

/** Replaces the internet: serves users' pictures, and records and rejects all other requests. */
export const fenceIn = async (
  context: BrowserContext,
  allowed: ReadonlyArray<string>,
): Promise<ReadonlyArray<string>> => {
  const strays: Array<string> = [];
  await context.route(
    ({ origin }) => !allowed.includes(origin),
    (route) => {
      const url = new URL(route.request().url());
      if (url.hostname === "cdn.example") {
        return route.fulfill({ contentType: "image/svg+xml", body: picture(url.pathname) });
      }
      strays.push(url.href);
      return route.abort();
    },
  );
  return strays;
};

/** Records problems of a page: script errors, Vue warnings, policy violations. */
export const listen = (page: Page, complaints: Array<string>): void => {
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (!["error", "warning"].includes(message.type())) return;
    // Some tests expect error responses.
    if (message.text().includes("Failed to load resource")) return;
    complaints.push(message.text());
  });
};
