import path from "node:path";
import { createServer } from "@knetik-users/server";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { readSamples, type Sample, writeApplication, writeFunction } from "./samples.ts";
import { bundle, commands, refusedUrl, run, runInBrowser, startWorker } from "./support.ts";

const folder = path.join(inject("application"), "samples");
let samples: ReadonlyArray<Sample>;
let addresses: { readonly sandbox: string; readonly refused: string };

beforeAll(async () => {
  const server = await createServer({ sandbox: true });
  const listener = await server.listen({ port: 0 });
  samples = await readSamples();
  addresses = { sandbox: listener.url, refused: await refusedUrl() };
  await writeApplication(folder, samples, addresses);
  return () => server.close(0);
});

const resultOf = (output: string): unknown =>
  JSON.parse(/^RESULT (.*)$/m.exec(output)?.[1] ?? output);

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
    expect(resultOf(output)).toEqual(knowsCauses);
  });

  it("run in Cloudflare Workers", async (test) => {
    const code = await bundle(path.join(folder, "worker.js"), ["workerd", "worker", "browser"]);
    const url = await startWorker(code, "2026-11-01", test);
    expect(await (await fetch(url)).json()).toEqual({
      ...knowsNoCauses,
      userAgent: expect.stringMatching(/ Cloudflare-Workers$/) as string,
    });
  });

  it("run in a browser that forbids eval", async (test) => {
    const code = await bundle(path.join(folder, "page.js"), ["browser"]);
    expect(await runInBrowser(code, test)).toEqual(knowsNoCauses);
  });
});

describe("the Promise client in an application without Effect", () => {
  const plain = path.join(inject("applicationWithoutEffect"), "exercise");
  beforeAll(() => writeFunction(plain, "exercise", addresses));
  const { failed: _, ...expected } = knowsCauses;
  const { failed: __, ...expectedWithoutCauses } = knowsNoCauses;

  it.for(Object.entries(commands))("runs in %s", async ([, command], test) => {
    expect(resultOf(await run([...command, "cli.js"], plain, test))).toEqual(expected);
  });

  it("runs in Cloudflare Workers", async (test) => {
    const code = await bundle(path.join(plain, "worker.js"), ["workerd", "worker", "browser"]);
    const url = await startWorker(code, "2026-11-01", test);
    expect(await (await fetch(url)).json()).toMatchObject(expectedWithoutCauses);
  });

  it("runs in a browser that forbids eval", async (test) => {
    const code = await bundle(path.join(plain, "page.js"), ["browser"]);
    expect(await runInBrowser(code, test)).toEqual(expectedWithoutCauses);
  });
});

describe("an application with both entries", () => {
  const both = path.join(inject("application"), "both");
  beforeAll(() => writeFunction(both, "bothEntries", addresses));
  const expected = {
    caught: "UserNotFound 404",
    id: 1,
    areErrors: true,
    rejectedIsInstance: true,
    failedIsInstance: true,
    restoredIsInstance: true,
    endpointsAreSame: true,
  };

  it.for(Object.entries(commands))(
    "has one class of each error in %s",
    async ([, command], test) => {
      expect(resultOf(await run([...command, "cli.js"], both, test))).toEqual(expected);
    },
  );

  it("has one class of each error in Cloudflare Workers", async (test) => {
    const code = await bundle(path.join(both, "worker.js"), ["workerd", "worker", "browser"]);
    const url = await startWorker(code, "2026-11-01", test);
    expect(await (await fetch(url)).json()).toEqual(expected);
  });

  it("has one class of each error in a browser that forbids eval", async (test) => {
    const code = await bundle(path.join(both, "page.js"), ["browser"]);
    expect(await runInBrowser(code, test)).toEqual(expected);
  });
});
