import { contract } from "@knetik-users/core/effect";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { maxIssues } from "../src/api/errors/fieldIssues.ts";
import { defaultBodyLimit } from "../src/http/httpOptions.ts";
import { type Fixture, start } from "./support.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await start();
});
afterAll(() => fixture.server.close());

/** Maximum length of a response, in characters. */
const maxResponse = 65_536;

/** As many repetitions of `item` as fit into the largest body. */
const fillBody = (before: string, item: (index: number) => string, after: string) => {
  const items: Array<string> = [];
  let room = defaultBodyLimit - Buffer.byteLength(before + after) - 1;
  for (let index = 0; ; index += 1) {
    const next = `${item(index)},`;
    room -= Buffer.byteLength(next);
    if (room < 0) break;
    items.push(next);
  }
  return before + items.join("").slice(0, -1) + after;
};
const user = (more: string) =>
  `{"username":"huge","email":"h@huge.example","password":"a-password",${more}`;
const longName = "n".repeat(500_000);

const bodies: Record<string, string> = {
  "NUL in every text": fillBody(user(`"x":[`), () => `"\\u0000"`, "]}"),
  "NUL in a property with a long name": fillBody(user(`"${longName}":[`), () => `"\\u0000"`, "]}"),
  "NUL in every name": fillBody(user(`"x":{`), (index) => `"\\u0000${index}":1`, "}}"),
  "a name of control characters": user(`"${"\\u0001".repeat(170_000)}":"\\u0000"}`),
  "numbers as tags": fillBody(user(`"tags":[`), () => "1", "]}"),
  "empty tags": fillBody(user(`"tags":[`), () => `""`, "]}"),
  "many tags": fillBody(user(`"tags":[`), (index) => `"${index}"`, "]}"),
  "properties missing from the template": fillBody(
    user(`"template":"player","additional_properties":{`),
    (index) => `"${index}":{"type":"text","value":""}`,
    "}}",
  ),
  "properties that are not objects": fillBody(
    user(`"additional_properties":{`),
    (index) => `"${index}":1`,
    "}}",
  ),
  "wrong values of a list": fillBody(
    user(`"template":"player","additional_properties":{"favoriteMaps":{"type":"list","values":[`),
    () => `{"type":"long","value":1}`,
    "]}}}",
  ),
  "invalid files in a property with a long name": fillBody(
    user(`"additional_properties":{"${longName}":{"type":"file_group","files":[`),
    () => "1",
    "]}}}",
  ),
  "one long text": user(`"description":"${"é".repeat(500_000)}"}`),
  "a long user name": `{"username":"${"x".repeat(1_000_000)}","email":"h@huge.example"}`,
  "definitions with the same name": fillBody(
    `{"name":"huge","properties":[`,
    () => `{"type":"text","name":"a","required":true}`,
    "]}",
  ),
  "definitions that are not objects": fillBody(`{"name":"huge","properties":[`, () => "1", "]}"),
  "definitions without a type": fillBody(`{"name":"huge","properties":[`, () => "{}", "]}"),
  "a long value": `{"value":"${"x".repeat(1_000_000)}"}`,
  "a long list": fillBody("[", () => "1", "]"),
};

/** Those with the largest inputs; `test:long` sends every body to every operation. */
const some: ReadonlyArray<string> = ["registerUser", "createUserTemplate"];
const operations = Object.values(contract).filter(
  ({ method, name }) =>
    (method === "POST" || method === "PUT") &&
    name !== "getOAuthToken" &&
    (inject("isLong") || some.includes(name)),
);

describe("a request of 1 MiB", () => {
  it.each(Object.entries(bodies))("gets a short response: %s", async (_, body) => {
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(defaultBodyLimit);
    for (const { method, path } of operations) {
      const url = path.replace(/\{\w+\}/g, "2");
      const answer = await fixture.call(method, url, { body, token: fixture.admin });
      expect(answer.status).toBeLessThan(500);
      expect(answer.status).not.toBe(413);
      if (answer.status < 400) continue;
      expect(JSON.stringify(answer.body).length).toBeLessThan(maxResponse);
      // The last one counts the rest.
      expect(answer.body.result.length).toBeLessThanOrEqual(maxIssues + 1);
    }
  });

  it.each([
    ["unknown parameters", fillBody("", (index) => `x${index}=1`, "").replaceAll(",", "&")],
    ["one parameter", fillBody("", () => "size=1", "").replaceAll(",", "&")],
    ["a name", `${"x".repeat(defaultBodyLimit)}=1`],
    ["a filter", `filter_search=${"x".repeat(defaultBodyLimit)}`],
    ["ids", `filter_id_list=${fillBody("", String, "")}`],
    ["orders", `order=${fillBody("", () => "id", "")}`],
  ])("gets a short response to %s in the query", async (_, query) => {
    // The token endpoint has no parameters and reports errors in another format.
    for (const [method, path] of [
      ["GET", "/users"],
      ["POST", "/oauth/token"],
    ] as const) {
      const form = { grant_type: "client_credentials", client_id: "server" };
      const answer = await fixture.call(
        method,
        `${path}?${query}`,
        method === "POST" ? { form } : {},
      );
      expect(answer.status).toBeLessThan(500);
      expect(JSON.stringify(answer.body).length).toBeLessThan(maxResponse);
    }
  });

  // Normalization takes a time that grows with the square of their number.
  it("normalizes no long text with combining marks", async () => {
    const marks = `a${"\u0301\u0327".repeat(60_000)}`;
    const normalize = vi.spyOn(String.prototype, "normalize");
    const signIn = { grant_type: "password", client_id: "web", username: "jdoe", password: "x" };
    for (const field of ["username", "password"]) {
      const answer = await fixture.grant({ ...signIn, [field]: marks });
      expect([field, answer.body.error]).toEqual([field, "invalid_grant"]);
    }
    const user = { username: "marks", email: "m@huge.example", password: "a-password" };
    for (const field of ["username", "email", "display_name", "password"]) {
      const answer = await fixture.call("POST", "/users", { json: { ...user, [field]: marks } });
      expect([field, answer.status]).toEqual([field, 400]);
    }
    for (const field of ["username", "email"]) {
      await fixture.call("POST", "/users/password-reset", { json: { [field]: marks } });
    }
    const lengths = normalize.mock.contexts.map((text) => String(text).length);
    normalize.mockRestore();
    expect(Math.max(...lengths)).toBeLessThan(10_000);
  });
});
