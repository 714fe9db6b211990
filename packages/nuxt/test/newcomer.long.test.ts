import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { patience } from "./buildPlayground.ts";
import { makeApplication, nuxt, readmeFiles } from "./support/newcomer.ts";
import { type Api, startApi } from "./support/startApi.ts";
import { startApp } from "./support/startApp.ts";
import { hydrated, startBrowser, watch } from "./support/startBrowser.ts";
import { visitor } from "./support/visitor.ts";

let folder: string;
let api: Api;
let browser: Browser;
const cleanup = new AsyncDisposableStack();
beforeAll(async () => {
  folder = await makeApplication(
    { nuxt: "^4.5.2", vue: "^3.5.45" },
    { "vue-tsc": "^3.3.0", typescript: "~6.0.3" },
  );
  cleanup.defer(() => rm(path.dirname(folder), { recursive: true, force: true }));
  await nuxt(folder, ["build"]);
  api = cleanup.use(await startApi());
  browser = await startBrowser();
  cleanup.defer(() => browser.close());
}, patience);
afterAll(() => cleanup.disposeAsync());

const heading = (html: string) => /<h1>(.*?)<\/h1>/.exec(html)?.[1];

it("has all files of the README", async () => {
  expect([...(await readmeFiles()).keys()]).toEqual([
    "nuxt.config.ts",
    "app/app.vue",
    "app/pages/sign-in.vue",
    "app/pages/index.vue",
  ]);
});

it("renders signed-in pages of two users side by side, and after a restart, on two instances", async () => {
  const env = { NUXT_USERS_BASE_URL: api.url };
  const first = await startApp(folder, env);
  const urls = [first.url];
  let turn = 0;
  const people = ["jdoe", "admin"].map((name) => ({
    name,
    ...visitor(() => urls[turn++ % urls.length]!),
  }));
  for (const { name, signIn } of people) {
    expect(await signIn(name)).toMatchObject({ state: { status: "signed-in" } });
  }
  const check = async () => {
    const pages = await Promise.all([...people, ...people].map(({ html }) => html("/")));
    const expected = ["jdoe@sandbox.example", "admin@sandbox.example"];
    expect(pages.map(heading)).toEqual([...expected, ...expected]);
  };
  await check();
  await first[Symbol.asyncDispose]();
  await using second = await startApp(folder, env);
  await using third = await startApp(folder, env);
  urls.splice(0, 1, second.url, third.url);
  await check();
});

it("signs in and out in a browser: no warning, and nothing requested again", async () => {
  await using app = await startApp(folder, { NUXT_USERS_BASE_URL: api.url });
  const page = await browser.newPage();
  const { complaints, calls } = watch(page);
  await page.goto(app.url);
  await hydrated(page);
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  await page.fill("input[name=username]", "jdoe");
  await page.fill("input[name=password]", "sandbox-jdoe");
  await page.click("button");
  await page.getByText("jdoe@sandbox.example").waitFor();
  calls.length = 0;
  await page.reload();
  await hydrated(page);
  expect(await page.locator("h1").innerText()).toBe("jdoe@sandbox.example");
  expect(await page.locator("li").count()).toBe(5);
  expect(calls).toEqual([]);
  await page.getByRole("button", { name: "Call me Ada" }).click();
  await page.getByText("Ada", { exact: true }).first().waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText("jdoe@sandbox.example").waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
  await page.close();
});

/** What an editor must know without an import: the lines before these comments are wrong, and no others. */
const wrong = "// wrong";
const page = `<script setup lang="ts">
const { user, signIn } = useUserSession();
const { data } = useUser(42);
user.value?.nickname; ${wrong}: a user has no such field
void signIn({ password: "secret" }); ${wrong}: a name is missing
data.value.email; ${wrong}: the data may be missing
const { data: own } = await useFetch("/api/own");
own.value satisfies string | undefined; ${wrong}: the route returns a number
</script>

<template>
  <p>{{ user?.email }} {{ data?.displayName }} {{ own }}</p>
</template>
`;
const route = `export default defineEventHandler(async (event) => {
  const { id } = await requireUser(event);
  id satisfies string; ${wrong}: an id is a number
  const { email } = await serverUsersClient(event).getUser(id);
  return email === undefined ? 0 : id;
});
`;
const linesOf = (file: string, code: string): ReadonlyArray<string> =>
  code.split("\n").flatMap((line, index) => (line.includes(wrong) ? [`${file}:${index + 1}`] : []));

it(
  "has types for everything that is auto-imported, in pages and in server routes",
  async () => {
    const files = { "app/pages/mistakes.vue": page, "server/api/own.get.ts": route };
    for (const [file, code] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), code);
    }
    const report = await nuxt(folder, ["typecheck"]).then(
      () => "",
      (failed: unknown) => {
        const { stdout, stderr } = failed as { readonly stdout: string; readonly stderr: string };
        return stdout + stderr;
      },
    );
    const found = [...stripVTControlCharacters(report).matchAll(/^(\S+)\((\d+),\d+\): error/gm)];
    // A route is checked for the server and for its callers.
    const lines = new Set(found.map(([, file, line]) => `${file!}:${line!}`));
    expect([...lines].sort()).toEqual(
      Object.entries(files).flatMap(([file, code]) => linesOf(file, code)),
    );
  },
  patience,
);
