import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { install, makeApplication, nuxt, readmeFiles } from "./support/newcomer.ts";
import { type Api, startApi } from "./support/startApi.ts";
import { startApp } from "./support/startApp.ts";
import { hydrated, startBrowser, watch } from "./support/startBrowser.ts";
import { visitor } from "./support/visitor.ts";

let folder: string;
let api: Api;
let browser: Browser;
beforeAll(async () => {
  folder = await makeApplication({ nuxt: "^4.5.2", vue: "^3.5.45" });
  await nuxt(folder, ["build"]);
  api = await startApi();
  browser = await startBrowser();
}, 600_000);
afterAll(async () => {
  await browser.close();
  await api[Symbol.asyncDispose]();
  await rm(path.dirname(folder), { recursive: true, force: true });
});

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

/** What an editor must know without an import: wrong uses, each an error. */
const mistakes = `<script setup lang="ts">
const { user, signIn } = useUserSession();
const { data } = useUser(42);
// @ts-expect-error A user has no such field.
user.value?.nickname;
// @ts-expect-error A name is missing.
void signIn({ password: "secret" });
// @ts-expect-error The data may be missing.
data.value.email;
const { data: own } = await useFetch("/api/own");
// @ts-expect-error The route returns a number.
own.value satisfies string | undefined;
</script>

<template>
  <p>{{ user?.email }} {{ data?.displayName }} {{ own }}</p>
</template>
`;

it("has types for everything that is auto-imported, in pages and in server routes", async () => {
  await install(folder, ["vue-tsc@^3.3.0", "typescript@~6.0.3"]);
  await mkdir(path.join(folder, "server/api"), { recursive: true });
  await writeFile(
    path.join(folder, "server/api/own.get.ts"),
    `export default defineEventHandler(async (event) => {
  const { id } = await requireUser(event);
  // @ts-expect-error An id is a number.
  id satisfies string;
  const { email } = await serverUsersClient(event).getUser(id);
  return email === undefined ? 0 : id;
});
`,
  );
  await writeFile(path.join(folder, "app/pages/mistakes.vue"), mistakes);
  const typecheck = () =>
    nuxt(folder, ["typecheck"]).then(
      () => "",
      (error: unknown) => JSON.stringify(error) + String(error),
    );
  expect(await typecheck()).toBe("");
  await writeFile(
    path.join(folder, "app/pages/mistakes.vue"),
    mistakes.replace("user.value?.nickname", "user.value?.email"),
  );
  expect(await typecheck()).toContain("TS2578");
});
