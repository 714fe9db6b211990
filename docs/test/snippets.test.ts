import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { formatWithOptions } from "node:util";
import { createServer, type UsersServer } from "@knetik-users/server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Block, blocksOf, docs, pages } from "./pages.ts";

/** The address in the examples, where a reader has started a sandbox. */
const address = "http://127.0.0.1:8080";
const folder = path.join(docs, ".snippets");

let server: UsersServer;
beforeAll(async () => {
  server = await createServer({ sandbox: true, passwords: { memory: 8, passes: 1 } });
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const platformFetch = globalThis.fetch;
const routed: typeof fetch = (input, init) => {
  const request = new Request(input, init);
  return request.url.startsWith(address) ? server.fetch(request) : platformFetch(request);
};

let printed: Array<string> = [];
beforeEach(async () => {
  await routed(`${address}/_sandbox/reset`, { method: "POST" });
  printed = [];
  vi.stubGlobal("fetch", routed);
  vi.spyOn(console, "log").mockImplementation((...values: Array<unknown>) => {
    printed.push(formatWithOptions({ colors: false }, ...values));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** An application that listens would not end, and its port may be in use. */
const thatEnds = (code: string) =>
  code.includes("app.listen(3000)")
    ? `${code.replace("app.listen(3000)", "app.listen(0)")}\nawait app.close();\n`
    : code;

const run = async ({ page, line, code }: Block) => {
  const file = path.join(folder, `${page.replaceAll(/[/.]/g, "-")}-${line}.ts`);
  await writeFile(file, thatEnds(code));
  await import(/* @vite-ignore */ file);
};

const examples = pages.map((page) => ({ page, blocks: blocksOf(page, "ts") }));

describe.each(examples.filter(({ blocks }) => blocks.length > 0))("$page.name", ({ blocks }) => {
  it.each(blocks)("runs the example in line $line", async (example) => {
    await run(example);
    if (example.output !== undefined) expect(`${printed.join("\n")}\n`).toBe(example.output);
  });
});

it("finds the examples", () => {
  const all = examples.flatMap(({ blocks }) => blocks);
  expect(all.length).toBeGreaterThan(35);
  expect(all.filter(({ output }) => output !== undefined).length).toBeGreaterThan(30);
});
