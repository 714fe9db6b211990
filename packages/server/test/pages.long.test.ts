import chromiumBinary from "@sparticuz/chromium";
import axe from "axe-core";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServer } from "../src/index.ts";

let browser: Browser;
let server: Awaited<ReturnType<typeof createServer>>;
let origin: string;
beforeAll(async () => {
  server = await createServer({ sandbox: { users: 10 } });
  ({ url: origin } = await server.listen({ port: 0 }));
  // So that the mail page has a message.
  await fetch(`${origin}/users/2/password-reset`, { method: "POST" });
  browser = await chromium.launch({
    executablePath: await chromiumBinary.executablePath(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const pages = [
  ["/docs", ".opblock-tag"],
  ["/_sandbox/", "h2"],
  ["/_sandbox/mail", ".message"],
] as const;
const { PICTURES: pictures } = process.env;

describe.each(["light", "dark"] as const)("in a %s color scheme", (colorScheme) => {
  it.each(pages)("the text of %s has enough contrast", async (address, part) => {
    const context = await browser.newContext({
      viewport: { width: 1_280, height: 900 },
      colorScheme,
      // The page's own policy does not allow the script of the check.
      bypassCSP: true,
    });
    const page = await context.newPage();
    const complaints: Array<string> = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith("data:") && !url.startsWith(origin)) complaints.push(`requested ${url}`);
    });
    await page.goto(`${origin}${address}`);
    await page.locator(part).first().waitFor();
    if (address === "/docs") await page.locator(".opblock-summary").first().click();
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() =>
      (globalThis as unknown as { readonly axe: typeof axe }).axe.run(document, {
        runOnly: ["color-contrast"],
      }),
    );
    if (pictures !== undefined) {
      const name = address.replaceAll("/", "-");
      await page.screenshot({ path: `${pictures}/page${name}-${colorScheme}.png` });
    }
    expect(
      violations.flatMap(({ nodes }) =>
        nodes.map(({ html, any }) => `${html.slice(0, 120)}: ${any[0]?.message ?? ""}`),
      ),
    ).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
