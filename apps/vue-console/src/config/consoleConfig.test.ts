import { expect, it } from "vitest";
import { readConfig } from "./consoleConfig.ts";

const origin = "https://console.example";

it("adds the defaults", () => {
  expect(readConfig({}, origin)).toEqual({
    apiUrl: "https://console.example/api",
    clientId: "web",
    session: "tab",
  });
});

it("accepts a URL of another origin", () => {
  expect(readConfig({ apiUrl: "https://api.example/v1" }, origin).apiUrl).toBe(
    "https://api.example/v1",
  );
});

it.each([
  [null, "config"],
  [{ apiUrl: "" }, "apiUrl"],
  [{ apiUrl: "http://" }, "apiUrl"],
  [{ clientId: 1 }, "clientId"],
  [{ session: "cookie" }, "session"],
  [{ demoAccounts: [{ username: "admin" }] }, "demoAccounts"],
])("rejects %j by name", (given, name) => {
  expect(() => readConfig(given, origin)).toThrow(`"${name}"`);
});
