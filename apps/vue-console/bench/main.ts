import { readFile } from "node:fs/promises";
import path from "node:path";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { gzipSync } from "node:zlib";
import { createServer } from "@knetik-users/server";
import chromium from "@sparticuz/chromium";
import { chromium as playwright, type Page } from "playwright-core";
import { buildConsole } from "../server/buildConsole.ts";
import { serveConsole } from "../server/serveConsole.ts";

const runs = 9;
const median = (values: ReadonlyArray<number>): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const folder = await mkdtemp(path.join(tmpdir(), "vue-console-bench-"));
await buildConsole(folder);
const server = await createServer({ sandbox: true });
const api = await server.listen({ port: 0 });
const served = await serveConsole({ folder, apiUrl: api.url, port: 0 });
const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});

/** Signs in and returns the session storage. */
const signIn = async (page: Page): Promise<string> => {
  await page.goto(`${served.url}/sign-in?next=/users`);
  await page.getByLabel("User name").fill("admin");
  await page.getByLabel("Password", { exact: true }).fill("sandbox-admin");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("tbody th").first().waitFor();
  return page.evaluate(() => sessionStorage.getItem("knetik-users.session") ?? "");
};

/** Scripts and styles that a page has requested. */
const loaded = async (page: Page): Promise<ReadonlyArray<string>> =>
  page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name).pathname)
      .filter((name) => name.startsWith("/assets/")),
  );
const gzipped = async (names: ReadonlyArray<string>, end: string): Promise<string> => {
  const sizes = await Promise.all(
    [...new Set(names)]
      .filter((name) => name.endsWith(end))
      .map(async (name) => gzipSync(await readFile(path.join(folder, name)), { level: 9 }).length),
  );
  return `${(sizes.reduce((sum, size) => sum + size, 0) / 1000).toFixed(1)} KB`;
};

try {
  const first = await browser.newPage();
  await first.goto(`${served.url}/sign-in`);
  await first.getByRole("heading", { name: "Sign in" }).waitFor();
  const signInAssets = await loaded(first);
  const session = await signIn(first);
  const usersAssets = await loaded(first);

  const times: Array<number> = [];
  for (let run = 0; run < runs; run++) {
    // A new profile, so that nothing is cached.
    const context = await browser.newContext();
    await context.addInitScript(
      (kept) => sessionStorage.setItem("knetik-users.session", kept),
      session,
    );
    const page = await context.newPage();
    await page.goto(`${served.url}/users`, { waitUntil: "commit" });
    // Measured by the page's clock from the start of the navigation.
    const time = await page.waitForFunction(
      () => document.querySelector("tbody th") && performance.now(),
      undefined,
      { polling: "raf" },
    );
    times.push(Number(await time.jsonValue()));
    await context.close();
  }

  console.log(`JavaScript of the sign-in page, gzipped   ${await gzipped(signInAssets, ".js")}`);
  console.log(`JavaScript of the users page, gzipped     ${await gzipped(usersAssets, ".js")}`);
  console.log(`Styles of the users page, gzipped         ${await gzipped(usersAssets, ".css")}`);
  console.log(
    `Cold load to the first row, on localhost  ${Math.round(median(times))} ms ` +
      `(median of ${runs}; ${Math.round(Math.min(...times))} to ${Math.round(Math.max(...times))})`,
  );
} finally {
  await browser.close();
  await served.close();
  await api.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
}
