import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished } from "vitest";
import { gateway } from "./api.ts";
import { expectAccessible, lookAt, type Site, snap, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => void (site = await startSite(300)));
afterEach(() => site.reset());
afterAll(() => site[Symbol.asyncDispose]());

const names = (page: Page) => page.locator("tbody th .name").allInnerTexts();
const retryAfter = {
  "retry-after": "42",
  "access-control-expose-headers": "retry-after, x-request-id",
};
const settled = (page: Page) => page.locator('table[aria-busy="false"]').waitFor();

it("searches while typing and updates the URL", async () => {
  const page = await site.visit("/users");
  await settled(page);
  await page.getByRole("searchbox", { name: "Search by name" }).fill("ada");
  await page.waitForURL(/q=ada/);
  await settled(page);
  await page.waitForFunction(() => document.querySelectorAll("tbody th").length < 25);
  for (const name of await names(page)) expect(name).toMatch(/ada/i);
  await page.reload();
  await settled(page);
  expect(await page.getByRole("searchbox", { name: "Search by name" }).inputValue()).toBe("ada");
  for (const name of await names(page)) expect(name).toMatch(/ada/i);
});

it("has every filter of the API, each in the URL and each removable", async () => {
  const page = await site.visit("/users");
  await settled(page);
  await page.getByRole("button", { name: "Filters" }).click();
  const form = page.getByRole("form", { name: "Filters" });
  const texts = {
    "Display name begins with": ["displayName", "A"],
    "User name begins with": ["username", "a"],
    "E-mail begins with": ["email", "a"],
    "First name begins with": ["firstName", "A"],
    "Last name begins with": ["lastName", "A"],
    "Full name begins with": ["fullname", "A"],
    Tag: ["tag", "vip"],
    Group: ["group", "founders"],
    Role: ["role", "USERS_ADMIN"],
    Ids: ["ids", "1, 2, 3"],
  } as const;
  for (const [label, [, text]] of Object.entries(texts)) await form.getByLabel(label).fill(text);
  await form.getByLabel("Last active").selectOption("GT");
  await form.getByLabel("Time").fill("2025-01-01T00:00:00");
  await expectAccessible(page);
  await snap(page, "users-filters-1280-light");
  site.api.calls.length = 0;
  await form.getByRole("button", { name: "Apply filters" }).click();
  await page.waitForURL(/ids=/);
  const query = new URL(page.url()).searchParams;
  for (const [name, text] of Object.values(texts)) {
    expect(query.get(name)).toBe(name === "ids" ? "1,2,3" : text);
  }
  expect(query.get("lastActivity")).toBe("GT,1735689600");
  await page.getByRole("heading", { name: "Users" }).waitFor();
  await expect
    .poll(() => site.api.calls.find((call) => call.includes("filter_id_list")))
    .toMatch(/filter_displayname=.*filter_last_activity=GT/);
  const chips = page.getByRole("list", { name: "Filters in use" }).getByRole("listitem");
  expect(await chips.count()).toBe(11);
  await page.getByRole("button", { name: "Remove the filter Ids" }).click();
  await page.waitForURL((url) => !url.searchParams.has("ids"));
  await page.goBack();
  await page.waitForURL(/ids=/);
});

it("reports invalid filters before anything is sent", async () => {
  const page = await site.visit("/users");
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByLabel("Ids").fill("1,two");
  await page.keyboard.press("Enter");
  await page.getByText("Numbers separated by commas", { exact: true }).waitFor();
  expect(await page.getByLabel("Ids").getAttribute("aria-invalid")).toBe("true");
  await expectAccessible(page);
});

it("sorts by any column, both ways, and pages", async () => {
  const page = await site.visit("/users?size=10");
  await settled(page);
  await page.getByRole("button", { name: "Member since" }).click();
  await page.waitForURL(/order=member_since:DESC|order=member_since%3ADESC/);
  await settled(page);
  const header = page.getByRole("columnheader", { name: "Member since" });
  expect(await header.getAttribute("aria-sort")).toBe("descending");
  await header.getByRole("button").click();
  await page.waitForURL(/ASC/);
  await settled(page);
  const first = await names(page);
  await page.getByRole("button", { name: "Next page" }).click();
  await page.waitForURL(/page=2/);
  await settled(page);
  await page.getByText("11–20 of 300").waitFor();
  expect(await names(page)).not.toEqual(first);
  await page.getByRole("button", { name: "Page 30" }).click();
  await page.getByText("291–300 of 300").waitFor();
  await page.getByLabel("Rows").selectOption("50");
  await page.getByText("1–50 of 300").waitFor();
  await page.getByLabel("Sort by").selectOption("email");
  await page.waitForURL(/order=email/);
});

it("works with only the keyboard", async () => {
  const page = await site.visit("/users");
  await settled(page);
  await page.keyboard.press("/");
  await page.keyboard.type("b");
  await page.waitForURL(/q=b/);
  await settled(page);
  await page.waitForFunction(() => document.querySelectorAll("tbody th").length > 2);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("href"));
  const links = await page
    .locator("tbody a")
    .evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  expect(await focused()).toBe(links[1]);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("search");
  await page.keyboard.press("Escape");
  await page.waitForURL((url) => !url.searchParams.has("q"));
  await settled(page);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/users\/\d+$/);
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  await page.goBack();
  await settled(page);
  // The first Tab stop skips the bar.
  await page.reload();
  await settled(page);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
    "Skip to main content",
  );
});

it("shows an empty state", async () => {
  const page = await site.visit("/users?search=nobody-is-called-so");
  await page.getByText("No matching users").waitFor();
  await expectAccessible(page);
  await snap(page, "users-empty-1280-light");
  await page.getByRole("button", { name: "Clear the search" }).click();
  await page.getByText("300 users").waitFor();
  await page.goto(`${site.url}/users?page=99`);
  await page.getByRole("button", { name: "Go to page 12" }).click();
  await page.getByText("276–300 of 300").waitFor();
});

it("parses what it can of a broken location", async () => {
  const page = await site.visit("/users?ids=x&page=-4&order=password:ASC&search=b");
  await page.getByText("Parts of the URL were ignored").waitFor();
  await settled(page);
  for (const name of await names(page)) expect(name).toMatch(/^b/i);
  await expectAccessible(page);
});

it("shows a skeleton while it waits", async () => {
  const page = await site.visit("/templates");
  let release = () => {};
  const end = site.api.intercept((_, path) =>
    path.startsWith("/users?") || path === "/users"
      ? new Promise((resolve) => (release = () => resolve(undefined)))
      : undefined,
  );
  await page.goto(`${site.url}/users`);
  await page.locator('table[aria-busy="true"] .bone').first().waitFor();
  await expectAccessible(page);
  await snap(page, "users-skeleton-1280-light");
  end();
  release();
  await settled(page);
});

it("reports a failing API, and shows the rows as soon as it is back", async () => {
  const page = await site.visit("/templates");
  const end = site.api.intercept((_, path) =>
    path.startsWith("/users") ? gateway(503) : undefined,
  );
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).click();
  await page.getByRole("alert").getByText("Server error").waitFor();
  await page.getByText("Request gateway-1").waitFor();
  await page.getByText(/Next attempt in \d+ s\./).waitFor();
  await expectAccessible(page);
  await snap(page, "users-503-1280-light");
  end();
  // Nobody clicks.
  await settled(page);
  expect(await page.getByRole("alert").count()).toBe(0);
});

it("counts down to the time that the API asks for, and continues then or on demand", async () => {
  const page = await site.visit("/templates");
  const end = site.api.intercept((_, path) =>
    path.startsWith("/users") ? gateway(429, retryAfter) : undefined,
  );
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).click();
  await page.getByRole("alert").getByText("Too many requests").waitFor();
  const next = page.getByText(/Next attempt in (\d+) s\./).first();
  const seconds = async () => Number(/\d+/.exec(await next.innerText())?.[0]);
  const first = await seconds();
  expect(first).toBeLessThanOrEqual(42);
  await expect.poll(seconds).toBeLessThan(first);
  end();
  await page.getByRole("button", { name: "Try again" }).click();
  await settled(page);
});

it("shows the last known rows as old while the API fails, and heals", async () => {
  const page = await site.visit("/users?tag=vip");
  await page.locator("tbody th .name").first().waitFor();
  const before = await names(page);
  const end = site.api.intercept((_, path) =>
    path.startsWith("/users?") ? gateway(503) : undefined,
  );
  // As when the person returns to the tab after a while.
  const returnToTab = () =>
    page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
  await expect
    .poll(async () => {
      await returnToTab();
      return page.getByText(/Shown as of/).count();
    })
    .toBe(1);
  expect(await names(page)).toEqual(before);
  await page.getByText(/Next attempt in/).waitFor();
  await expectAccessible(page);
  await snap(page, "users-old-1280-light");
  end();
  await expect.poll(() => page.getByText(/Shown as of/).count()).toBe(0);
});

it("says that it is still waiting for an API that hangs", async () => {
  const page = await site.visit("/templates");
  let release = () => {};
  const end = site.api.intercept((_, path) =>
    path.startsWith("/users?") || path === "/users"
      ? new Promise((resolve) => (release = () => resolve(undefined)))
      : undefined,
  );
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).click();
  const waiting = page.getByRole("status").getByText("Still waiting for the API.");
  await waiting.waitFor();
  await expectAccessible(page);
  end();
  release();
  await settled(page);
  await expect.poll(() => waiting.count()).toBe(0);
});

it("has no page link that ends in an error", async () => {
  const page = await site.visit("/users?size=100&order=display_name:ASC,id:ASC");
  await settled(page);
  // As with more than 10,000 users: the API refuses later pages of lists by several properties.
  site.api.intercept(async (request, path) => {
    if (!path.startsWith("/users?")) return undefined;
    const number = Number(new URL(request.url).searchParams.get("page") ?? "1");
    if (number > 100) {
      return Response.json(
        { code: 3, result: [{ message: "too far", field: "page" }] },
        { status: 400, headers: { "access-control-allow-origin": "*" } },
      );
    }
    return undefined;
  });
  await page.goto(`${site.url}/users?size=100&order=display_name:ASC,id:ASC&page=101`);
  await page.getByText("Page not found").waitFor();
  await page.getByRole("button", { name: "Go to page 1" }).click();
  await page.getByText("1–100 of 300").waitFor();
  const pager = page.getByRole("navigation", { name: "Pages of users" });
  expect(await pager.getByRole("button", { name: /^Page \d+$/ }).allInnerTexts()).toEqual([
    "1",
    "2",
    "3",
  ]);
});

it("reports that it is offline and recovers", async () => {
  const page = await site.visit("/users");
  await settled(page);
  await page.context().setOffline(true);
  await page.getByText("You are offline.").waitFor();
  await expectAccessible(page);
  await snap(page, "users-offline-1280-light");
  await page.getByRole("button", { name: "Next page" }).click();
  await page.context().setOffline(false);
  await page.getByText("26–50 of 300").waitFor();
  await settled(page);
  expect(await page.getByText("You are offline.").count()).toBe(0);
});

it("shows public fields to a user without a role, and explains the rest", async () => {
  const page = await site.visit("/users", { as: "jdoe" });
  await settled(page);
  await page.getByRole("button", { name: "E-mail" }).click();
  await page.getByRole("alert").getByText("You do not have permission to do this").waitFor();
  await expectAccessible(page);
});

it("keeps all columns readable and inside of the table beside long words", async () => {
  const word = "Donaudampfschifffahrtselektrizitätenhaupt";
  const before = (await site.api.call("GET", "/users/20")) as Record<string, unknown>;
  const names = { display_name: `${word} ${word}`, fullname: `${word}${word}` };
  await site.api.call("PUT", "/users/20", names);
  onTestFinished(async () => {
    const { display_name = null, fullname = null } = before;
    await site.api.call("PUT", "/users/20", { display_name, fullname });
  });
  const page = await site.visit("/users?ids=20,21,22");
  await settled(page);
  /** Parts of names and addresses that are broken within a word. */
  const broken = () =>
    page.locator("tbody td:is(.email, .username)").evaluateAll((cells) =>
      cells.flatMap((cell) =>
        Array.from(cell.childNodes).flatMap((node) => {
          const range = document.createRange();
          range.selectNodeContents(node);
          const lines = new Set(Array.from(range.getClientRects(), ({ top }) => top)).size;
          return node.nodeType === Node.TEXT_NODE && lines > 1 ? [node.textContent] : [];
        }),
      ),
    );
  const card = page.locator(".table-card").first();
  const excess = () => card.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  for (const width of [768, 1024, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await snap(page, `users-long-name-${width}-light`);
    expect(await broken()).toEqual([]);
    expect(await excess()).toBe(0);
  }
  await page.getByRole("button", { name: "Columns and density" }).click();
  for (const name of ["Full name", "Last changed"]) {
    await page.getByRole("menuitemcheckbox", { name }).click();
  }
  await page.keyboard.press("Escape");
  for (const width of [320, 640, 768, 1024, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
    await snap(page, `users-long-all-${width}-light`);
    await card.evaluate((element) => element.scrollTo(10_000, 0));
    // Nothing is cut off at the end.
    const ends = [card, page.locator("thead tr")].map((each) =>
      each.evaluate((element) => element.getBoundingClientRect().right),
    );
    const [end = NaN, rowEnd = NaN] = await Promise.all(ends);
    expect(rowEnd).toBeLessThanOrEqual(end);
  }
});

it("looks right", async () => {
  const page = await site.visit("/users?tag=vip");
  await settled(page);
  await lookAt(page, "users");
});
