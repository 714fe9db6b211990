import { createServer as createHttpServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { createServer } from "@knetik-users/server";
import { chromium } from "playwright-core";
import { beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import { readSamples, type Sample, writeApplication } from "./samples.ts";
import { bundle, commands, refusedUrl, run, startWorker } from "./support.ts";

const folder = path.join(inject("application"), "samples");
let samples: ReadonlyArray<Sample>;

beforeAll(async () => {
  const server = await createServer({ sandbox: true });
  const listener = await server.listen({ port: 0 });
  samples = await readSamples();
  const addresses = { sandbox: listener.url, refused: await refusedUrl() };
  await writeApplication(folder, samples, addresses);
  return () => server.close(0);
});

const worksEverywhere = {
  failed: {},
  readsDates: true,
  tokenRequests: 1,
  isTagged: true,
  readsEveryRow: true,
  missing: "UserNotFound 404",
  cancelled: "Aborted: changed my mind",
  late: "TimedOut",
  closed: "getUser: The client is closed.",
  retried: "ServerError after 3 attempts",
};
const knowsCauses = {
  ...worksEverywhere,
  userAgent: expect.stringMatching(
    /^knetik-users-core\/\d+\.\d+\.\d+ (Node\.js|Bun|Deno)\b/,
  ) as string,
  refused: "refused, reached: no",
  unknownHost: "dns, reached: no",
};
/** Browsers and Workers do not say why a request failed. */
const knowsNoCauses = {
  ...worksEverywhere,
  refused: "unknown, reached: unknown",
  unknownHost: "unknown, reached: unknown",
};

describe("the published core and the samples of its README", () => {
  it("has samples", () => {
    expect(samples.length).toBeGreaterThanOrEqual(10);
  });

  it.for(Object.entries(commands))("run in %s", async ([, command], test) => {
    const output = await run([...command, "cli.js"], folder, test);
    expect(JSON.parse(/^RESULT (.*)$/m.exec(output)?.[1] ?? output)).toEqual(knowsCauses);
  });

  it("run in Cloudflare Workers", async (test) => {
    const code = await bundle(path.join(folder, "worker.js"), ["workerd", "worker", "browser"]);
    const url = await startWorker(code, "2026-11-01", test);
    expect(await (await fetch(url)).json()).toEqual({
      ...knowsNoCauses,
      userAgent: expect.stringMatching(/ Cloudflare-Workers$/) as string,
    });
  });

  it("run in a browser", async () => {
    const code = await bundle(path.join(folder, "page.js"), ["browser"]);
    const site = createHttpServer((request, response) => {
      const isScript = request.url === "/page.js";
      response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
      response.end(
        isScript ? code : `<!doctype html><script type="module" src="page.js"></script>`,
      );
    }).listen(0, "127.0.0.1");
    onTestFinished(() => {
      site.closeAllConnections();
      site.close();
    });
    await once(site, "listening");
    const browser = await chromium.launch({
      executablePath: inject("browser"),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
      ],
    });
    onTestFinished(() => browser.close());
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
    const result: unknown = await page.evaluate("main()");
    expect(JSON.parse(String(result))).toEqual(knowsNoCauses);
  });
});
