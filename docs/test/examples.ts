import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { formatWithOptions } from "node:util";
import { createServer, type UsersServer } from "@knetik-users/server";
import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import { type Block, docs } from "./pages.ts";

/** The address in the examples, where a reader has started a sandbox. */
export const address = "http://127.0.0.1:8080";

export interface Examples {
  /** Writes files beside each other, and imports the first. */
  readonly load: (
    name: string,
    files: { readonly [file: string]: string },
  ) => Promise<{ readonly [exported: string]: unknown }>;
  /** Imports the code of a block, without what would not end. */
  readonly run: (block: Block) => Promise<{ readonly [exported: string]: unknown }>;
  /** What was printed since the test began. */
  readonly printed: () => string;
}

/** An application that listens would not end, and its port may be in use. Files stay in a folder of the test. */
const thatEnds = (code: string, folder: string) => {
  const here = code
    .replaceAll('"users.sqlite"', JSON.stringify(path.join(folder, "users.sqlite")))
    .replace("app.listen(3000)", "app.listen(0)");
  return code.includes("app.listen(3000)") ? `${here}\nawait app.close();\n` : here;
};

/** Runs examples of a test file against a sandbox in this process, which is new for each test. */
export const setUpExamples = (testFile: string): Examples => {
  const folder = path.join(docs, ".snippets", testFile);
  let server: UsersServer;
  beforeAll(async () => {
    server = await createServer({ sandbox: true, passwords: { memory: 8, passes: 1 } });
    await rm(folder, { recursive: true, force: true });
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
    const print = (...values: Array<unknown>) => {
      printed.push(formatWithOptions({ colors: false }, ...values));
    };
    for (const method of ["log", "warn", "error"] as const) {
      vi.spyOn(console, method).mockImplementation(print);
    }
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  const load: Examples["load"] = async (name, files) => {
    const own = path.join(folder, name);
    await mkdir(own, { recursive: true });
    for (const [file, code] of Object.entries(files)) {
      await writeFile(path.join(own, file), thatEnds(code, own));
    }
    const [first = ""] = Object.keys(files);
    return (await import(/* @vite-ignore */ path.join(own, first))) as {
      readonly [exported: string]: unknown;
    };
  };
  return {
    load,
    run: ({ page, line, code }) =>
      load(`${page.replaceAll(/[/.]/g, "-")}-${line}`, { "example.ts": code }),
    printed: () => printed.map((line) => `${line}\n`).join(""),
  };
};
