import { once } from "node:events";
import { copyFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { beforeAll, describe, inject, it, type TestContext } from "vitest";
import { bundle, startWorker } from "./support.ts";

/**
 * An API whose token requests wait for `grant`. It never answers a call for user 408 or the tag `slow`,
 * and answers two of three calls for user 503 with that status. `/seen/…` waits for a request.
 */
const startApi = async ({ onTestFinished }: TestContext) => {
  const requests: string[] = [];
  const waiting = new Map<string, ServerResponse[]>();
  const tokens: ServerResponse[] = [];
  let isOpen = false;
  const json = (response: ServerResponse, body: unknown, status = 200) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  const grantOne = (response: ServerResponse) =>
    json(response, { access_token: `access-${requests.length}`, expires_in: 3600 });

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://api");
    if (url.pathname.startsWith("/seen/")) {
      const path = url.pathname.slice("/seen".length);
      if (requests.includes(path)) json(response, {});
      else waiting.set(path, [...(waiting.get(path) ?? []), response]);
      return;
    }
    requests.push(url.pathname);
    for (const each of waiting.get(url.pathname) ?? []) json(each, {});
    waiting.delete(url.pathname);
    if (url.pathname === "/oauth/token") {
      if (isOpen) grantOne(response);
      else tokens.push(response);
    } else if (url.pathname === "/users") {
      if (url.searchParams.get("filter_tag") === "slow") return;
      const page = Number(url.searchParams.get("page"));
      json(response, { content: [{ id: page * 2 }, { id: page * 2 + 1 }], last: page === 3 });
    } else {
      const id = Number(url.pathname.split("/").at(-1));
      const sent = requests.filter((each) => each === url.pathname).length;
      if (id === 408) return;
      json(response, { id }, id === 503 && sent % 3 > 0 ? 503 : 200);
    }
  }).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: (path: string) => requests.filter((each) => each === path).length,
    /** Answers the token requests that wait, and later ones at once. */
    grant: () => {
      isOpen = true;
      for (const response of tokens.splice(0)) grantOne(response);
    },
    /** Forgets the token requests that wait. */
    open: () => {
      isOpen = true;
    },
  };
};

const file = path.join(inject("application"), "sharedClientWorker.ts");
beforeAll(() => copyFile(path.join(import.meta.dirname, "../src/sharedClientWorker.ts"), file));

describe.concurrent.each(["2024-10-14", "2026-11-01"])(
  "a client at module scope, in workerd as of %s",
  (compatibilityDate) => {
    const start = async (test: TestContext) => {
      const api = await startApi(test);
      const code = await bundle(file, ["workerd", "worker", "browser"], {
        apiUrl: JSON.stringify(api.url),
      });
      const url = await startWorker(code, compatibilityDate, test);
      const get = async (action: string): Promise<unknown> => (await fetch(url + action)).json();
      const many = (count: number, action: string) =>
        Promise.all(Array.from({ length: count }, () => get(action)));
      return { api, get, many };
    };

    it("shares one token request and its token between incoming requests", async (test) => {
      const { expect } = test;
      const { api, get, many } = await start(test);
      const users = many(20, "/user");
      await expect.poll(() => api.count("/oauth/token")).toBe(1);
      api.grant();
      expect(await users).toEqual(Array.from({ length: 20 }, () => 1));
      expect(await get("/user")).toBe(1);
      expect(api.count("/oauth/token")).toBe(1);
    });

    it("retries, reads pages and cancels in many incoming requests", async (test) => {
      const { expect } = test;
      const { api, get, many } = await start(test);
      api.grant();
      expect(await get("/retried")).toBe(503);
      expect(await many(10, "/rows")).toEqual(Array.from({ length: 10 }, () => 6));
      const cancelled = "getUser: The call was cancelled.";
      expect(await many(10, "/cancelled")).toEqual(Array.from({ length: 10 }, () => cancelled));
    });

    it("replaces a token request that ended with its incoming request", async (test) => {
      const { expect } = test;
      const { api, get, many } = await start(test);
      await get("/left/token");
      api.open();
      expect(await many(5, "/user")).toEqual([1, 1, 1, 1, 1]);
      expect(api.count("/oauth/token")).toBe(2);
    });

    it("is not used up by calls that ended with their incoming requests", async (test) => {
      const { expect } = test;
      const { api, get, many } = await start(test);
      api.grant();
      await many(300, "/left/user");
      await many(10, "/left/loop");
      expect(await get("/user")).toBe(1);
      expect(await get("/rows")).toBe(6);
    });

    it("is closed while other incoming requests use it", async (test) => {
      const { expect } = test;
      const { api, get } = await start(test);
      await get("/left/token");
      const waiting = get("/user");
      expect(await get("/close")).toBe("closed");
      api.grant();
      const closed = "AbortError: getUser: The client is closed.";
      expect(await waiting).toBe(closed);
      expect(await get("/user")).toBe(closed);
    });
  },
);
