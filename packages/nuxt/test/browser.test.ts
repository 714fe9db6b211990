import { afterAll, beforeAll, expect, it } from "vitest";
import { unseal } from "../src/runtime/server/session/seal.ts";
import { isSessionRecord } from "../src/runtime/server/session/sessionRecord.ts";
import { sessionPassword } from "./support/startApp.ts";
import { signIn, type Site, startSite } from "./support/startSite.ts";

let site: Site;
beforeAll(async () => void (site = await startSite()));
afterAll(() => site[Symbol.asyncDispose]());
const openTab: Site["openTab"] = (...args) => site.openTab(...args);

it("signs in, comes back to the page, and hydrates it after a reload: no warning, no request", async () => {
  await using tab = await openTab("/profile");
  expect(new URL(tab.page.url()).pathname).toBe("/sign-in");
  await signIn(tab, "jdoe", "wrong");
  await tab.page.getByRole("alert").getByText("TokenFailure").waitFor();
  await signIn(tab, "jdoe");
  await tab.page.waitForURL("**/profile");
  await expect.poll(tab.heading).toBe("Jane Doe");

  tab.calls.length = 0;
  // The browser reports the wrong password.
  tab.complaints.length = 0;
  await tab.open("/profile");
  expect(await tab.heading()).toBe("Jane Doe");
  expect(await tab.page.locator("h2").innerText()).toBe("jdoe@sandbox.example");
  expect(tab.complaints).toEqual([]);
  expect(tab.calls).toEqual([]);

  await tab.page.getByRole("button", { name: "Rename" }).click();
  await expect.poll(tab.heading).toBe("Ada");
  expect(tab.calls).toContain("PUT /api/_users/calls/users/me");
  expect(tab.complaints).toEqual([]);
});

it("leaves no token within reach of scripts", async () => {
  await using tab = await openTab("/sign-in");
  await signIn(tab, "jdoe");
  await expect.poll(tab.heading).toBe("jdoe@sandbox.example");
  await tab.open("/");
  const cookies = await tab.page.context().cookies();
  expect(
    cookies.map(({ name, httpOnly, secure, sameSite }) => [name, httpOnly, secure, sameSite]),
  ).toEqual([["__Host-users-session", true, true, "Lax"]]);
  const record = await unseal(cookies[0]!.value, [sessionPassword]);
  if (!isSessionRecord(record)) throw new Error("The cookie has no session.");

  const reachable = await tab.page.evaluate(() => {
    const seen = new Set<object>();
    const texts: Array<string> = [];
    const collect = (value: unknown, depth: number) => {
      if (typeof value === "string") texts.push(value);
      if ((typeof value !== "object" && typeof value !== "function") || value === null) return;
      if (depth > 12 || seen.has(value)) return;
      seen.add(value);
      for (const key of Reflect.ownKeys(value)) {
        try {
          collect(Reflect.get(value, key), depth + 1);
        } catch {
          // A getter that cannot be read here.
        }
      }
      if (value instanceof Map || value instanceof Set) {
        for (const each of value) collect(each, depth + 1);
      }
    };
    collect(window, 0);
    return [
      document.documentElement.outerHTML,
      document.cookie,
      JSON.stringify(Object.entries(localStorage)),
      JSON.stringify(Object.entries(sessionStorage)),
      ...texts,
    ].join("\n");
  });
  expect(reachable).toContain("jdoe@sandbox.example");
  expect(reachable).not.toContain(record.accessToken);
  expect(reachable).not.toContain(record.refreshToken);
});

it("shows sign-in and sign-out of one tab in the others", async () => {
  await using one = await openTab("/");
  await using two = await openTab("/sign-in", one);
  await signIn(two, "jdoe");
  await expect.poll(one.heading).toBe("jdoe@sandbox.example");
  await one.page.getByRole("button", { name: "Sign out" }).click();
  await expect.poll(one.heading).toBe("nobody");
  await expect.poll(two.heading).toBe("nobody");
});
