import { contract } from "@knetik-users/core/effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fixture, start } from "./support.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await start();
});
afterAll(() => fixture.server.close());

const mebibyte = 1_048_576;

/** As many repetitions of `item` as fit into the largest body. */
const filled = (before: string, item: (index: number) => string, after: string) => {
  const items: Array<string> = [];
  let room = mebibyte - Buffer.byteLength(before + after) - 1;
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
  "NUL in every text": filled(user(`"x":[`), () => `"\\u0000"`, "]}"),
  "NUL below a long name": filled(user(`"${longName}":[`), () => `"\\u0000"`, "]}"),
  "NUL in every name": filled(user(`"x":{`), (index) => `"\\u0000${index}":1`, "}}"),
  "a name of control characters": user(`"${"\\u0001".repeat(170_000)}":"\\u0000"}`),
  "wrong tags": filled(user(`"tags":[`), () => "1", "]}"),
  "empty tags": filled(user(`"tags":[`), () => `""`, "]}"),
  "many tags": filled(user(`"tags":[`), (index) => `"${index}"`, "]}"),
  "properties that no template names": filled(
    user(`"template":"player","additional_properties":{`),
    (index) => `"${index}":{"type":"text","value":""}`,
    "}}",
  ),
  "properties that are none": filled(
    user(`"additional_properties":{`),
    (index) => `"${index}":1`,
    "}}",
  ),
  "wrong values of a list": filled(
    user(`"template":"player","additional_properties":{"favoriteMaps":{"type":"list","values":[`),
    () => `{"type":"long","value":1}`,
    "]}}}",
  ),
  "files of a long name": filled(
    user(`"additional_properties":{"${longName}":{"type":"file_group","files":[`),
    () => "1",
    "]}}}",
  ),
  "one long text": user(`"description":"${"é".repeat(500_000)}"}`),
  "a long user name": `{"username":"${"x".repeat(1_000_000)}","email":"h@huge.example"}`,
  "definitions of one name": filled(
    `{"name":"huge","properties":[`,
    () => `{"type":"text","name":"a","required":true}`,
    "]}",
  ),
  "definitions that are none": filled(`{"name":"huge","properties":[`, () => "1", "]}"),
  "definitions without a type": filled(`{"name":"huge","properties":[`, () => "{}", "]}"),
  "a long value": `{"value":"${"x".repeat(1_000_000)}"}`,
  "a long list": filled("[", () => "1", "]"),
};

const operations = Object.values(contract).filter(
  ({ method, name }) => (method === "POST" || method === "PUT") && name !== "getOAuthToken",
);

describe("a megabyte", () => {
  it.each(Object.entries(bodies))("for %s gets a short response", async (_, body) => {
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(mebibyte);
    for (const { method, path } of operations) {
      const url = path.replace(/\{\w+\}/g, "2");
      const answer = await fixture.call(method, url, { body, token: fixture.admin });
      expect(answer.status).toBeLessThan(500);
      expect(answer.status).not.toBe(413);
      if (answer.status < 400) continue;
      expect(JSON.stringify(answer.body).length).toBeLessThan(65_536);
      expect(answer.body.result.length).toBeLessThanOrEqual(101);
    }
  });

  it.each([
    ["unknown parameters", filled("", (index) => `x${index}=1`, "").replaceAll(",", "&")],
    ["one parameter", filled("", () => "size=1", "").replaceAll(",", "&")],
    ["a name", `${"x".repeat(mebibyte)}=1`],
    ["a filter", `filter_search=${"x".repeat(mebibyte)}`],
    ["ids", `filter_id_list=${filled("", String, "")}`],
    ["orders", `order=${filled("", () => "id", "")}`],
  ])("of %s in the query is answered in short", async (_, query) => {
    for (const [method, path] of [
      ["GET", "/users"],
      ["POST", "/oauth/token"],
    ] as const) {
      const form = { form: { grant_type: "client_credentials", client_id: "server" } };
      const answer = await fixture.call(method, `${path}?${query}`, method === "POST" ? form : {});
      expect(answer.status).toBeLessThan(500);
      expect(JSON.stringify(answer.body).length).toBeLessThan(65_536);
    }
  });
});
