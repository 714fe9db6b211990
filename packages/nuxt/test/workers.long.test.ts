import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildPreset, patience } from "./buildPlayground.ts";
import { startApi } from "./support/startApi.ts";
import { startWorker, type Worker } from "./support/startWorker.ts";
import { visitor } from "./support/visitor.ts";

let worker: Worker;
const cleanup = new AsyncDisposableStack();
beforeAll(async () => {
  const folder = await buildPreset("cloudflare_module");
  // Tokens that are due at once: each request renews.
  const api = cleanup.use(await startApi({ accessTokenLifetime: 20 }));
  worker = cleanup.use(await startWorker(path.join(folder, "server"), api.url));
}, patience);
afterAll(() => cleanup.disposeAsync());

const heading = (html: string) => /<h1>(.*?)<\/h1>/.exec(html)?.[1];

it("runs in Cloudflare Workers: signs in, renders, renews at the same time, and sends calls on", async () => {
  const jdoe = visitor(() => worker.url);
  expect(heading(await jdoe.html("/"))).toBe("nobody");
  expect(await jdoe.signIn("jdoe")).toMatchObject({ state: { status: "signed-in" } });
  const pages = await Promise.all(Array.from({ length: 6 }, () => jdoe.html("/profile")));
  expect(pages.map(heading)).toEqual(Array.from({ length: 6 }, () => "Jane Doe"));
  const me = await jdoe.call("/users/me");
  expect(await me.json()).toMatchObject({ email: "jdoe@sandbox.example" });
  await jdoe.send("/api/_users/sign-out", { method: "POST" });
  expect(heading(await jdoe.html("/"))).toBe("nobody");
});
