import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { gateway } from "./api.ts";
import { expectAccessible, lookAt, type Site, snap, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => void (site = await startSite(60)));
afterEach(() => site.reset());
afterAll(() => site[Symbol.asyncDispose]());

interface FoundUser {
  readonly id: number;
  readonly username: string;
  readonly display_name?: string;
  readonly email: string;
}
const find = async (username: string): Promise<ReadonlyArray<FoundUser>> => {
  const page = await site.api.call("GET", `/users?filter_username=${username}&size=200`);
  return (page as { readonly content: ReadonlyArray<FoundUser> }).content;
};
const choose = (page: Page, name: string, text: string | Buffer) =>
  page
    .getByLabel("File", { exact: true })
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
/** Of the page, not of this test. */
const isRegistration = (request: Request, path: string) =>
  request.method === "POST" && path === "/users" && request.headers.has("origin");
const press = (page: Page, name: string) =>
  page.getByRole("button", { name, exact: true }).press("Enter");
const posts = () => site.api.calls.filter((call) => call === "POST /users");

it("maps columns, reports every problem with its place, and sends nothing before", async () => {
  const page = await site.visit("/users/import");
  const lines = [
    "Login;E-mail;Born;note",
    "new.one;new.one@example.com;1990-02-01;Zoë",
    "new.two;not an address;yesterday;x",
    "NEW.ONE;third@example.com;;",
    ";fourth@example.com;;",
  ];
  // What Excel writes on Windows.
  await choose(page, "people.csv", Buffer.from(lines.join("\r\n"), "latin1"));
  await page.getByLabel("Encoding").waitFor();
  expect(await page.getByLabel("Encoding").inputValue()).toBe("windows-1252");
  expect(await page.getByLabel("Separator").inputValue()).toBe(";");
  expect(await page.getByLabel("E-mail", { exact: true }).inputValue()).toBe("email");
  await press(page, "Check the file");
  await page.getByText("Choose the column “User name”: users are found by it.").waitFor();
  await page.getByLabel("Login", { exact: true }).selectOption("username");
  await page.getByLabel("Born", { exact: true }).selectOption("date_of_birth");
  await lookAt(page, "import-mapping");
  site.api.calls.length = 0;
  await press(page, "Check the file");
  await page.getByText(/\d+ problems in 4 rows\. Nothing was sent\./).waitFor();
  const problems = page.getByRole("list", { name: "Problems of the file" });
  await problems.getByText("Line 3, column 3 (Born)").waitFor();
  await problems.getByText("must be a date such as").waitFor();
  await problems.getByText("Line 4, column 1 (Login)").waitFor();
  await problems.getByText("is the same as in line 2").waitFor();
  await problems.getByText("is missing: rows are found by User name").waitFor();
  await lookAt(page, "import-problems");
  expect(site.api.calls).toEqual([]);
});

it("previews, imports, and writes failures that can be imported again, as its own exports", async () => {
  const [[jdoe], [other]] = await Promise.all([find("jdoe"), find("admin")]);
  if (jdoe === undefined || other === undefined) throw new Error("The sandbox is empty.");
  const page = await site.visit("/users/import");
  const csv = [
    "username,email,password,display_name,additional_properties.rank:integer",
    "fresh.one,fresh.one@example.com,correct horse battery,'=Fresh,3",
    `jdoe,${jdoe.email},,New name,`,
    "no.mail,,correct horse battery,,",
    `taken.mail,${other.email},correct horse battery,,`,
  ].join("\n");
  await choose(page, "users.csv", csv);
  await press(page, "Check the file");
  await page.getByText("4 rows without problems.").waitFor();
  await press(page, "Preview");
  await page.getByText("1 to create, 1 to change, 0 without a change, 2 conflicts.").waitFor();
  const plan = page.getByRole("list", { name: "What would change" });
  await plan.getByText("Display name").waitFor();
  await plan.getByText(/A new user is needed, but: E-mail/).waitFor();
  await plan.getByText(`E-mail belongs to user ${other.id}.`).waitFor();
  await lookAt(page, "import-plan");
  expect(posts()).toEqual([]);
  await press(page, "Import 4 rows");
  await page.getByText("4 rows done.").waitFor();
  await page.getByText("1 created").waitFor();
  await page.getByText("2 failed", { exact: true }).waitFor();
  await page.getByRole("list", { name: "Failed rows" }).getByText("Line 4").waitFor();
  await lookAt(page, "import-result");
  expect(await find("fresh.one")).toMatchObject([{ display_name: "=Fresh" }]);
  expect(await find("jdoe")).toMatchObject([{ display_name: "New name" }]);
  const [failed] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save the failed rows" }).click(),
  ]);
  expect(failed.suggestedFilename()).toBe("users.failed.csv");
  const text = await readFile(await failed.path(), "utf8");
  expect(text).toMatch(/^\uFEFF"username","email","password",.*"import_error"\r\n"no\.mail"/);
  expect(text).not.toContain("fresh.one");
  const [report] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save the report" }).click(),
  ]);
  expect(await readFile(await report.path(), "utf8")).toContain(
    '2,"created",\r\n3,"updated",\r\n4,"failed"',
  );

  await page.getByRole("button", { name: "Import another file" }).click();
  await choose(
    page,
    "users.failed.csv",
    text.replace(/^"no\.mail".*$/m, '"no.mail","no.mail@example.com","correct horse battery",,,'),
  );
  await press(page, "Check the file");
  await page.getByText("2 rows without problems.").waitFor();
  await press(page, "Import 2 rows");
  await page.getByText("1 created").waitFor();
  expect(await find("no.mail")).toHaveLength(1);
});

it("continues after a reload, and never sends a registration twice", async () => {
  const names = Array.from({ length: 40 }, (_, index) => `reload${index}`);
  const csv = [
    "username,email,password",
    ...names.map((name) => `${name},${name}@example.com,correct horse battery`),
  ].join("\n");
  const sent = new Map<string, number>();
  const lost: Array<string> = [];
  let refused: { readonly username: string; readonly at: number } | undefined;
  let waited: number | undefined;
  const end = site.api.intercept(async (request, path) => {
    if (!isRegistration(request, path)) return undefined;
    const body = (await request.clone().json()) as { readonly username: string };
    if (refused === undefined) {
      refused = { username: body.username, at: Date.now() };
      // Longer than the client waits without being asked.
      return gateway(429, {
        "retry-after": "4",
        "access-control-expose-headers": "retry-after, x-request-id",
      });
    }
    if (refused.username === body.username) waited ??= Date.now() - refused.at;
    sent.set(body.username, (sent.get(body.username) ?? 0) + 1);
    if (sent.size <= 10) return undefined;
    // It arrives, but the page never learns of it.
    await site.api.call("POST", "/users", body);
    lost.push(body.username);
    return new Promise(() => {});
  });
  const page = await site.visit("/users/import");
  await choose(page, "reload.csv", csv);
  await press(page, "Check the file");
  await press(page, "Import 40 rows");
  await expect.poll(() => lost.length).toBeGreaterThan(0);
  // As long as the API has asked for; timers may be early by some milliseconds.
  await expect.poll(() => waited).toBeGreaterThan(3_900);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  end();
  site.api.intercept(async (request, path) => {
    if (!isRegistration(request, path)) return undefined;
    const body = (await request.clone().json()) as { readonly username: string };
    sent.set(body.username, (sent.get(body.username) ?? 0) + 1);
    return undefined;
  });
  await page.getByText("The import of reload.csv is not finished").waitFor();
  await expectAccessible(page);
  await snap(page, "import-unfinished-1280-light");
  await choose(page, "reload.csv", csv);
  await page.getByText(/Stopped: \d+ of 40 rows done\./).waitFor();
  await page.getByRole("button", { name: /^Continue with \d+ rows$/ }).press("Enter");
  await page.getByText("40 rows done.").waitFor();
  await page.getByText("40 created").waitFor();
  expect([...sent.values()].filter((count) => count > 1)).toEqual([]);
  expect((await find("reload")).map(({ username }) => username).sort()).toEqual([...names].sort());
  // Nothing is left in the browser.
  await page.reload();
  await page.getByLabel("File", { exact: true }).waitFor();
  expect(await page.getByText("is not finished").count()).toBe(0);
});

it("imports NDJSON, stops on demand, and goes on after the session has ended", async () => {
  const names = Array.from({ length: 30 }, (_, index) => `lines${index}`);
  const ndjson = names.map((username) =>
    JSON.stringify({
      username,
      email: `${username}@example.com`,
      password: "correct horse battery",
      display_name: `Größe ${username}`,
    }),
  );
  const page = await site.visit("/users/import");
  await choose(page, "people.ndjson", ndjson.join("\n"));
  await press(page, "Check the file");
  await page.getByText("30 rows without problems.").waitFor();
  const held: Array<() => void> = [];
  let arrived = 0;
  const end = site.api.intercept((request, path) => {
    if (!isRegistration(request, path)) return undefined;
    arrived += 1;
    return arrived <= 10
      ? undefined
      : new Promise((resolve) => held.push(() => resolve(undefined)));
  });
  await press(page, "Import 30 rows");
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await press(page, "Cancel");
  await page.getByText(/^Stopped: \d+ of 30 rows done\./).waitFor();
  end();
  for (const release of held) release();

  // A new password ends all sessions.
  await site.api.call("PUT", "/users/1/password", { value: "sandbox-admin" });
  await page.getByRole("button", { name: /^Continue with \d+ rows$/ }).press("Enter");
  const renewal = page.getByRole("alertdialog", { name: "Your session has expired" });
  const password = renewal.getByLabel("Password", { exact: true });
  await password.fill("sandbox-admin");
  await password.press("Enter");
  await renewal.waitFor({ state: "detached" });
  await page.getByText(/^Stopped: \d+ of 30 rows done\./).waitFor();
  await page.getByRole("button", { name: /^Continue with \d+ rows$/ }).press("Enter");
  await page.getByText("30 rows done.").waitFor();
  const found = await find("lines");
  expect(found.map(({ username }) => username).sort()).toEqual([...names].sort());
  expect(found.map(({ display_name }) => display_name)).toContain("Größe lines7");
});
