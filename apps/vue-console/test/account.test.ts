import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { expectAccessible, lookAt, type Site, signIn, snap, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => void (site = await startSite()));
afterEach(() => site.reset());
afterAll(() => site[Symbol.asyncDispose]());

it("registers a user who can then sign in", async () => {
  const page = await site.visit("/register", { as: "nobody" });
  await page.getByLabel("User name").fill("ada");
  await page.getByLabel("E-mail").fill("ada@example.org");
  await page.getByLabel("Display name").fill("Ada L.");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: "Show the password" }).click();
  expect(await page.getByLabel("Password", { exact: true }).getAttribute("type")).toBe("text");
  await page.getByRole("button", { name: "Register" }).click();
  await page.getByText("Ada L. can sign in now.").waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel("User name").fill("ada");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
});

it("shows errors field by field in a registration", async () => {
  const page = await site.visit("/register", { as: "nobody" });
  await page.getByRole("button", { name: "Register" }).click();
  await page.getByRole("alert").getByText("Some input is invalid").waitFor();
  const isInvalid = (label: string) =>
    page.getByLabel(label, { exact: true }).getAttribute("aria-invalid");
  for (const label of ["User name", "E-mail"]) expect(await isInvalid(label)).toBe("true");
  expect(
    await page.getByLabel("User name").evaluate((input) => input === document.activeElement),
  ).toBe(true);
  await expectAccessible(page);
  await snap(page, "register-refused-1280-light");
  await page.getByLabel("User name").fill("admin");
  await page.getByLabel("E-mail").fill("new@example.org");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: "Register" }).click();
  await page.getByText(/is already taken/).waitFor();
});

it.each([
  ["E-mail", "jdoe@sandbox.example"],
  ["User name", "jdoe"],
])("finds an account by %s, and lets choose a new password", async (label, text) => {
  const page = await site.visit("/sign-in", { as: "nobody" });
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByLabel("Find my account by").selectOption({ label });
  await page.getByRole("textbox", { name: label }).fill(text);
  await page.getByRole("button", { name: "Send the secret" }).click();
  await page.getByText("If there is such an account").waitFor();
  await expectAccessible(page);
  await snap(page, "forgot-password-sent-1280-light");
  const { id, secret } = await site.api.readMail("jdoe@sandbox.example");
  await page.getByRole("link", { name: "I have the secret" }).click();
  await page.getByLabel("User id").fill(id);
  await page.getByLabel("Secret").fill("not the secret");
  await page.getByLabel("New password", { exact: true }).fill("sandbox-jdoe");
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.getByRole("alert").first().waitFor();
  expect(await page.getByLabel("Secret").getAttribute("aria-invalid")).toBe("true");
  await expectAccessible(page);
  await page.getByLabel("Secret").fill(secret);
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.getByText("Password changed").waitFor();
  await page.getByRole("link", { name: "Sign in" }).click();
  await signIn(page, "jdoe");
  await page.getByRole("heading", { name: "Overview" }).waitFor();
});

it("gives the same response for an unknown account", async () => {
  const page = await site.visit("/forgot-password", { as: "nobody" });
  await page.getByLabel("Find my account by").selectOption("mobileNumber");
  await page.getByRole("textbox", { name: "Mobile number" }).fill("+33 1");
  await page.getByRole("button", { name: "Send the secret" }).click();
  await page.getByText("If there is such an account").waitFor();
});

it("takes the id and the secret from the link, and removes them from the address bar", async () => {
  const page = await site.visit("/new-password#id=7&secret=from-the-mail", { as: "nobody" });
  await page.waitForURL((url) => url.hash === "");
  expect(await page.getByLabel("User id").inputValue()).toBe("7");
  expect(await page.getByLabel("Secret").inputValue()).toBe("from-the-mail");
});

it("shows a not-found page", async () => {
  const page = await site.visit("/nowhere", { as: "nobody" });
  await page.getByRole("heading", { name: "Page not found" }).waitFor();
  await expectAccessible(page);
});

it.each([
  ["/register", "Register"],
  ["/forgot-password", "Forgot password"],
  ["/new-password", "Choose a new password"],
])("looks right: %s", async (path, title) => {
  const page = await site.visit(path, { as: "nobody" });
  await page.getByRole("heading", { name: title, level: 1 }).waitFor();
  await lookAt(page, path.slice(1));
});
