import { contract } from "@knetik-users/core/effect";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Fixture, start } from "./support.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await start();
});
afterAll(() => fixture.server.close());

const fields = [
  ...["username", "email", "password", "value", "tags", "template", "additional_properties"],
  ...["date_of_birth", "name", "properties", "id", "secret", "mobile_number", "display_name"],
];
const kinds = ["text", "integer", "date", "list", "map", "image", "image_group", "hologram", 5];

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom("player", "staff", "jdoe", "a@b", "\0", "\ud800", "__proto__", "", "me", "1"),
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.oneof(fc.double(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...fields), text), tie("json"), { maxKeys: 6 }),
    fc.record(
      {
        type: fc.constantFrom(...kinds),
        name: text,
        required: fc.boolean(),
        value: tie("json"),
        values: tie("json"),
        map: tie("json"),
        files: tie("json"),
        min: tie("json"),
        max: tie("json"),
        properties: tie("json"),
        value_definition: tie("json"),
      },
      { requiredKeys: ["type"] },
    ),
  ),
}));
const query = fc.dictionary(
  fc.constantFrom(
    "size",
    "page",
    "order",
    "filter_search",
    "filter_id_list",
    "filter_tag",
    "cascade",
  ),
  fc.oneof(text, fc.constantFrom("2147483647", "1e9", "-1", "id:DESC", "name:ASC,id:ASC", "1,2")),
);

const encoded = (part: string) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, ""));

it("nothing that is sent makes the server fail, and every answer is JSON", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.values(contract)),
      fc.oneof(text, fc.integer({ min: 1, max: 3 }).map(String)),
      query,
      fc.oneof(json, fc.dictionary(fc.constantFrom(...fields), json)),
      fc.boolean(),
      async ({ method, path }, parameter, search, body, isAdmin) => {
        const url = path.replace(/\{\w+\}/g, () => encoded(parameter));
        const parameters = new URLSearchParams(search).toString();
        const answer = await fixture.call(method, `${url}?${parameters}`, {
          token: isAdmin ? fixture.admin : undefined,
          ...(method !== "GET" && { json: body }),
        });
        expect(answer.status).toBeLessThan(500);
      },
    ),
    { numRuns: 1_500 },
  );
});
