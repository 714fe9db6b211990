import { rm } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { makeManyUsers, sandboxUsers } from "./manyUsers.ts";
import { expectAccessible, lookAt, type Site, snap, startSite } from "./site.ts";

const users = 100_000;
let site: Site;
let folder: string;
beforeAll(async () => {
  const made = await makeManyUsers(users);
  ({ folder } = made);
  site = await startSite(sandboxUsers, made.file);
  await makeDifficult();
});
afterEach(() => site.reset());
afterAll(async () => {
  await site[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const word = "Donaudampfschifffahrtselektrizitätenhaupt";
/** Users 7 and 8: right-to-left, long words, every type of property, many tags. */
const makeDifficult = async () => {
  await site.api.call("PUT", "/users/7", {
    display_name: "مها الحربي",
    first_name: "مها",
    last_name: word,
    description: `${word} ${"ein langer Text ".repeat(40)}`,
    city: word,
    template: null,
    additional_properties: {
      text: { type: "text", value: `${word}${word}${word}` },
      double: { type: "double", value: 1.25e300 },
      flag: { type: "boolean", value: true },
      day: { type: "date", value: 1_700_000_000 },
      file: { type: "file", url: `https://cdn.example/${word}.pdf`, description: word },
      list: { type: "list", values: [{ type: "text", value: word }] },
      map: { type: "map", map: { [word]: { type: "integer", value: 1 } } },
    },
  });
  for (const value of [word, "vip", "عضو", "a-b", "x".repeat(60)]) {
    await site.api.call("POST", "/users/7/tags", { value });
  }
  await site.api.call("PUT", "/users/8", { display_name: `${word} ${word}` });
};

// 640 and 320 are 1280 at a zoom of 200 and 400 %.
const widths = [320, 375, 640, 768, 1280, 1440];
const settled = (page: Page) => page.locator('table[aria-busy="false"]').waitFor();
const open = (path: string) => async (page: Page) => {
  await page.goto(site.url + path);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.locator(".skeleton").first().waitFor({ state: "detached" });
};

/** Pages and states, each opened in the signed-in tab. */
const views: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  start: open("/"),
  users: async (page) => {
    await open("/users")(page);
    await settled(page);
  },
  found: async (page) => {
    await open("/users?q=garcia")(page);
    await settled(page);
  },
  selected: async (page) => {
    await open("/users?size=10")(page);
    await settled(page);
    await page.getByRole("checkbox", { name: "Select all users of this page" }).check();
    await page.getByText("10 users selected").waitFor();
  },
  user: open("/users/7"),
  profile: async (page) => {
    await open("/users/7")(page);
    await page.getByRole("button", { name: "Edit the profile" }).click();
    await page.getByRole("form", { name: "Profile" }).waitFor();
  },
  properties: async (page) => {
    await open("/users/7")(page);
    await page.getByRole("button", { name: "Edit the custom properties" }).click();
    await page.getByRole("form", { name: "Custom properties" }).waitFor();
  },
  compare: open("/users/7/compare/8"),
  import: open("/users/import"),
  templates: open("/templates"),
  template: async (page) => {
    await open("/templates")(page);
    await page.getByRole("table").getByRole("link").first().click();
    await page.waitForURL(/templates\/./);
    await page.locator(".skeleton").first().waitFor({ state: "detached" });
  },
  "new-template": open("/templates/new"),
  register: open("/register"),
  "forgot-password": open("/forgot-password"),
  "new-password": open("/new-password"),
  "not-found": open("/nothing"),
};

it.each(Object.entries(views))(
  "%s fits at every width, in both schemes and forced colours",
  async (name, show) => {
    const page = await site.visit("/");
    await show(page);
    await lookAt(page, `long-${name}`, widths);
    await page.emulateMedia({ forcedColors: "active" });
    await snap(page, `long-${name}-forced`);
    await expectAccessible(page);
  },
);

it("the sign-in page fits at every width", async () => {
  const page = await site.visit("/sign-in", { as: "nobody" });
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await lookAt(page, "long-sign-in", widths);
});

/** Accessible name of the focused element, roughly. */
const focusedName = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return "";
    const labels = "labels" in element ? (element as HTMLInputElement).labels : null;
    const label = labels?.[0]?.innerText ?? "";
    return [element.getAttribute("aria-label") ?? "", label, element.innerText]
      .find((text) => text.trim() !== "")
      ?.trim();
  });
/** Presses Tab until an element of this name has the focus. */
const tabTo = async (page: Page, name: RegExp) => {
  const seen: Array<string | undefined> = [];
  for (let stops = 0; stops < 120; stops++) {
    const focused = await focusedName(page);
    if (focused !== undefined && name.test(focused)) return;
    seen.push(focused);
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${String(name)}: ${seen.join(" | ")}`);
};

it("takes an operator through a day without a mouse", async () => {
  const page = await site.visit("/sign-in", { as: "nobody" });
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await tabTo(page, /^User name/);
  await page.keyboard.type("admin");
  await tabTo(page, /^Password/);
  await page.keyboard.type("sandbox-admin");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Overview" }).waitFor();

  // Finds a user by address, and moves.
  const { email } = (await site.api.call("GET", "/users/4711")) as { readonly email: string };
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search and commands" });
  await palette.getByRole("combobox").waitFor();
  await expect.poll(() => focusedName(page)).toBeDefined();
  await palette.getByRole("combobox").fill(email);
  await palette
    .getByRole("group", { name: "Users" })
    .getByRole("option")
    .first()
    .and(palette.locator("[data-highlighted]"))
    .filter({ hasText: email, hasNotText: "Show all" })
    .waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/users\/4711$/);
  await palette.waitFor({ state: "detached" });

  // Edits the profile.
  await tabTo(page, /^Edit the profile/);
  await page.keyboard.press("Enter");
  await page.getByRole("form", { name: "Profile" }).waitFor();
  await tabTo(page, /^City/);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Bergen");
  await page.keyboard.press("Enter");
  await page.getByText("The profile is saved.").first().waitFor();
  expect(await site.api.call("GET", "/users/4711")).toMatchObject({ city: "Bergen" });

  // Adds a tag.
  await tabTo(page, /^(New tag|Add a tag|Tag)/);
  await page.keyboard.type("checked");
  await page.keyboard.press("Enter");
  await expect.poll(() => site.api.call("GET", "/users/4711/tags")).toContain("checked");

  // Disables the user, and enables it again.
  await tabTo(page, /^Disable …/);
  await page.keyboard.press("Enter");
  await page.getByRole("alertdialog").waitFor();
  await tabTo(page, /^Disable$/);
  await page.keyboard.press("Enter");
  await page.getByRole("alertdialog").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Enable" }).waitFor();
  await tabTo(page, /^Enable$/);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Disable …" }).waitFor();

  // Selects users of a list, tags them, and undoes it.
  await page.keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("users");
  await palette.locator("[data-highlighted]").filter({ hasText: "Users" }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/users$/);
  await palette.waitFor({ state: "detached" });
  await settled(page);
  await tabTo(page, /^Select all users of this page/);
  await page.keyboard.press("Space");
  await page.getByText("25 users selected").waitFor();
  await page.keyboard.press("Shift+Tab");
  for (let stops = 0; stops < 60; stops++) {
    if ((await focusedName(page))?.startsWith("Choose an action") === true) break;
    await page.keyboard.press("Shift+Tab");
  }
  await page.keyboard.press("Enter");
  const bulk = page.getByRole("dialog", { name: "Change the selected users" });
  await bulk.waitFor();
  await tabTo(page, /^Tag/);
  await page.keyboard.type("monday");
  await page.keyboard.press("Enter");
  await tabTo(page, /^Change 25 users/);
  await page.keyboard.press("Enter");
  await bulk.getByText("25 users were changed.").waitFor();
  await tabTo(page, /^Undo/);
  await page.keyboard.press("Enter");
  await bulk.getByText("Undone for 25 users.").waitFor();
  await page.keyboard.press("Escape");
  await bulk.waitFor({ state: "detached" });

  // Signs out.
  await page.keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("sign out");
  await palette.locator("[data-highlighted]").filter({ hasText: "Sign out" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});

it("shows the newest search only, on a slow network", async () => {
  const page = await site.visit("/users");
  await settled(page);
  const devtools = await page.context().newCDPSession(page);
  // A slow mobile network.
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 400,
    downloadThroughput: 50_000,
    uploadThroughput: 20_000,
  });
  await page.getByRole("searchbox").pressSequentially("garcia", { delay: 150 });
  await page.waitForURL(/q=garcia/);
  await settled(page);
  await expect
    .poll(async () => (await page.locator("tbody th").allInnerTexts()).join(" "))
    .toMatch(/garc[ií]a/i);
  const rows = await page.locator("tbody tr").allInnerTexts();
  for (const row of rows) expect(row).toMatch(/garc[ií]a/i);
  await page.locator("tbody th a").first().click();
  await page.waitForURL(/\/users\/\d+/);
  await page.getByRole("region", { name: "Profile" }).waitFor();
  await expectAccessible(page);
});

/** Returns a function that tells the bytes of the page's heap that are in use. */
const heapOf = async (page: Page) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  return async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    const { metrics } = await devtools.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? NaN;
  };
};
const inMegabytes = (sizes: ReadonlyArray<number>) =>
  sizes.map((size) => (size / 1e6).toFixed(1)).join(", ");
const secondsSince = (start: number) => ((performance.now() - start) / 1000).toFixed(1);

it("exports all users without growing", async () => {
  const page = await site.visit("/users");
  await page.evaluate(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
  await settled(page);
  const heap = await heapOf(page);
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Export users" });
  await dialog.getByText(/^[\d,]+ users, in the order of ids\./).waitFor();
  const sizes: Array<number> = [await heap()];
  const saved = page.waitForEvent("download");
  const start = performance.now();
  await dialog.getByRole("button", { name: "Export", exact: true }).click();
  const progress = dialog.getByRole("progressbar");
  for (const rows of [10_000, 50_000]) {
    await expect
      .poll(() => progress.evaluate((element: HTMLProgressElement) => element.value))
      .toBeGreaterThan(rows);
    sizes.push(await heap());
  }
  await (await saved).path();
  sizes.push(await heap());
  console.log(
    `${users} users exported in ${secondsSince(start)} s; heap in MB: ${inMegabytes(sizes)}`,
  );
  expect(Math.max(...sizes)).toBeLessThan((sizes[0] ?? 0) + 10_000_000);
});

it("imports many users with a few changes, without growing", async () => {
  const page = await site.visit("/users/import", { fenced: false });
  const heap = await heapOf(page);
  const [known, changed, created] = [2_000, 100, 100];
  const database = new DatabaseSync(path.join(folder, "sandbox.db"), { readOnly: true });
  const people = database
    .prepare("select username, city from users where id > ? order by id limit ?")
    .all(sandboxUsers, known) as ReadonlyArray<Record<"username" | "city", string | null>>;
  database.close();
  const rows = people.map(({ username, city }, index) => {
    const isChanged = index % (known / changed) === 0;
    return `${username},,,${isChanged ? "Bergen" : (city ?? "")}`;
  });
  const fresh = Array.from(
    { length: created },
    (_, index) => `imported${index},imported${index}@example.com,correct horse battery,Oslo`,
  );
  const csv = ["username,email,password,city", ...rows, ...fresh].join("\n");
  await page
    .getByLabel("File", { exact: true })
    .setInputFiles({ name: "all.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.getByLabel("Encoding").waitFor();
  const sizes: Array<number> = [await heap()];
  /** Milliseconds of the longest time between two frames. */
  await page.evaluate(() => {
    let last = performance.now();
    Reflect.set(globalThis, "longestFrame", 0);
    const next = () => {
      const now = performance.now();
      const longest: unknown = Reflect.get(globalThis, "longestFrame");
      Reflect.set(globalThis, "longestFrame", Math.max(Number(longest), now - last));
      last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  const steps: Array<string> = [];
  const step = async (name: string, button: string | RegExp, until: RegExp) => {
    const start = performance.now();
    await page.getByRole("button", { name: button }).click();
    await page.getByRole("status").filter({ hasText: until }).waitFor({ timeout: 300_000 });
    const frame = await page.evaluate(() => {
      const longest: unknown = Reflect.get(globalThis, "longestFrame");
      Reflect.set(globalThis, "longestFrame", 0);
      return Number(longest);
    });
    sizes.push(await heap());
    steps.push(`${name} ${secondsSince(start)} s, longest frame ${frame.toFixed(0)} ms`);
  };
  await step("checked in", "Check the file", /rows without problems/);
  await step("planned in", "Preview", /to create, /);
  await snap(page, "long-import-plan");
  await step("imported in", /^Import [\d,]+ rows/, /rows done/);
  console.log(
    `${rows.length + created} rows: ${steps.join("; ")}; heap in MB: ${inMegabytes(sizes)}`,
  );
  await page.getByText(`${created} created`).waitFor();
  await page.getByText("0 failed", { exact: true }).waitFor();
  expect(await site.api.call("GET", "/users?filter_username=imported&size=1")).toMatchObject({
    total_elements: created,
  });
  expect(Math.max(...sizes)).toBeLessThan((sizes[0] ?? 0) + 10_000_000);
}, 600_000);
