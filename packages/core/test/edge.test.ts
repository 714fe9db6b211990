import { fileURLToPath } from "node:url";
import { EdgeVM } from "@edge-runtime/vm";
import { build, type Metafile } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";

/** Bundles the package's entry as an edge platform's bundler does: without Node. */
const bundle = async (entry: string) => {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`../src/${entry}`, import.meta.url))],
    bundle: true,
    format: "iife",
    globalName: "library",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["@knetik-users/source", "edge-light", "worker", "browser"],
    target: "es2022",
    minify: true,
    write: false,
    metafile: true,
  });
  return { code: outputFiles[0]!.text, metafile };
};

const importsOf = ({ inputs, outputs }: Metafile) =>
  [...Object.values(inputs), ...Object.values(outputs)].flatMap(({ imports }) =>
    imports.map(({ path }) => path),
  );

/** Runs a program in the edge runtime, beside the bundle. Its result is passed back through JSON. */
const run = async (code: string, program: string): Promise<unknown> => {
  // Code generation from strings is off, as on edge platforms.
  const vm = new EdgeVM();
  vm.evaluate(`${code};globalThis.library = library;`);
  const text: unknown = await vm.evaluate(`(async () => JSON.stringify(await (async () => {
    const requests = [];
    const answers = [];
    globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      requests.push({
        method: request.method,
        url: request.url,
        authorization: request.headers.get("authorization"),
        body: await request.text(),
      });
      return answers.shift()();
    };
    const json = (body, status = 200) => () =>
      new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
    ${program}
  })()))()`);
  return JSON.parse(String(text)) as unknown;
};

describe.each(["index.ts", "effect.ts"])("the edge bundle of %s", (entry) => {
  let code: string;
  let metafile: Metafile;
  beforeAll(async () => {
    ({ code, metafile } = await bundle(entry));
  });

  it("imports nothing that is not in the bundle", () => {
    const external = importsOf(metafile).filter(
      (path) => !/^\.{0,2}\/|node_modules|^src\//.test(path),
    );
    expect(external).toEqual([]);
    expect(importsOf(metafile).length).toBeGreaterThan(50);
  });

  it("uses no global of Node", () => {
    // Effect reads `process` from `globalThis`, where it may be missing. A use of the bare name would throw.
    const uses = code.match(
      /(?<![\w$."'])(?:process|Buffer|setImmediate|__dirname|require)\b\s*[.(]/g,
    );
    expect(uses ?? []).toEqual([]);
  });
});

describe("the Promise client in an edge runtime", () => {
  let code: string;
  let metafile: Metafile;
  beforeAll(async () => {
    ({ code, metafile } = await bundle("index.ts"));
  });

  it("reads lists without Effect's Stream", () => {
    const modules = Object.keys(metafile.inputs).map((path) => path.split("/").at(-1));
    expect(modules).toContain("readRows.ts");
    expect(modules).not.toContain("Stream.js");
    expect(modules).not.toContain("Channel.js");
  });

  it("has no Node globals", async () => {
    expect(await run(code, "return [typeof process, typeof Buffer, typeof require];")).toEqual([
      "undefined",
      "undefined",
      "undefined",
    ]);
  });

  it("requests a token and makes a call", async () => {
    const program = `
      answers.push(
        json({ access_token: "granted", expires_in: 3600 }),
        json({ id: 7, display_name: "Ada", member_since: 1767225600 }),
      );
      const users = library.createUsersClient({
        baseUrl: "https://api.example",
        auth: { grant: "client_credentials", clientId: "server", clientSecret: "s 3" },
      });
      const user = await users.getUser(7);
      await users.close();
      return { user, isDate: user.memberSince instanceof Date, requests };
    `;
    expect(await run(code, program)).toEqual({
      user: { id: 7, displayName: "Ada", memberSince: "2026-01-01T00:00:00.000Z" },
      isDate: true,
      requests: [
        {
          method: "POST",
          url: "https://api.example/oauth/token",
          authorization: null,
          body: "grant_type=client_credentials&client_id=server&client_secret=s+3",
        },
        {
          method: "GET",
          url: "https://api.example/users/7",
          authorization: "Bearer granted",
          body: "",
        },
      ],
    });
  });

  it("returns typed errors", async () => {
    const program = `
      answers.push(json({ code: 1, request_id: "r1", result: [{ message: "Gone." }] }, 404));
      const users = library.createUsersClient({ baseUrl: "https://api.example" });
      const { error } = await users.result.getUser(7);
      const invalid = await users.result.getUser("seven");
      return {
        tag: error._tag,
        message: error.message,
        requestId: error.requestId,
        known: library.isUsersError(error),
        invalid: invalid.error._tag,
        sent: requests.length,
      };
    `;
    expect(await run(code, program)).toEqual({
      tag: "UserNotFound",
      message: "getUser: The user does not exist. Gone.",
      requestId: "r1",
      known: true,
      invalid: "InvalidInput",
      sent: 1,
    });
  });

  it("retries", async () => {
    const program = `
      answers.push(
        json({}, 503),
        () => { throw new TypeError("Failed to fetch"); },
        json({ content: [{ id: 7 }], last: true }),
      );
      const events = [];
      const users = library.createUsersClient({
        baseUrl: "https://api.example",
        retry: { baseDelay: 1 },
        onEvent: (event) => events.push(event.type + " " + (event.error ?? event.status)),
      });
      const ids = [];
      for await (const user of users.all.getUsers()) ids.push(user.id);
      return { ids, events };
    `;
    expect(await run(code, program)).toEqual({
      ids: [7],
      events: [
        "attempt ServerError",
        "retry ServerError",
        "attempt ConnectionFailed",
        "retry ConnectionFailed",
        "attempt 200",
      ],
    });
  });

  it("keeps its time limits and can be cancelled", async () => {
    const program = `
      const never = () => new Promise(() => {});
      answers.push(never, never);
      const users = library.createUsersClient({
        baseUrl: "https://api.example",
        retry: { retries: 0 },
      });
      const late = await users.result.getUser(7, { timeout: { attempt: 5 } });
      const controller = new AbortController();
      const cancelled = users.result.getUser(7, { signal: controller.signal });
      controller.abort();
      return [late.error._tag, (await cancelled).error._tag];
    `;
    expect(await run(code, program)).toEqual(["TimedOut", "Aborted"]);
  });
});
