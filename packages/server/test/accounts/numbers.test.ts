import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fieldsOf, type Fixture, start } from "../support.ts";

let fixture: Fixture;
let id: number;
beforeAll(async () => {
  fixture = await start();
  id = await fixture.register("counted");
});
afterAll(() => fixture.server.close());

const headers = () => ({ authorization: `Bearer ${fixture.admin}` });
/** Sends numbers as text, because JavaScript would round them before they are sent. */
const update = (type: string, value: string) =>
  fixture.call("PUT", `/users/${id}`, {
    body: `{"additional_properties":{"score":{"type":"${type}","value":${value}}}}`,
    headers: headers(),
  });
const stored = async () => {
  const request = new Request(`http://test/users/${id}`, { headers: headers() });
  return (await fixture.server.fetch(request)).text();
};

describe("a number of a property", () => {
  it.each([
    ["long", "9007199254740993"],
    ["long", "-9223372036854775808"],
    ["long", "9223372036854775807"],
    ["long", "9223372036854775808"],
    ["integer", "9007199254740993"],
    ["double", "9007199254740993"],
    ["double", "0.30000000000000004"],
    ["double", "1.7976931348623157e+308"],
    ["unknown_to_this_server", "123456789012345678901234567890"],
  ])("of type %s is kept: %s", async (type, value) => {
    expect((await update(type, value)).status).toBe(204);
    expect(await stored()).toContain(`{"type":"${type}","value":${value}}`);
  });

  it.each([
    ["double", "1e400"],
    ["double", "-1e400"],
    ["double", "1e-400"],
    ["double", "0.1234567890123456789"],
    ["long", "9007199254740993.0"],
    ["long", "9.007199254740993e15"],
    ["unknown_to_this_server", "1e400"],
  ])("of type %s that would change is rejected: %s", async (type, value) => {
    const before = await stored();
    const answer = await update(type, value);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, ["additional_properties.score.value"]]);
    expect(await stored()).toBe(before);
  });

  it("is rejected as a limit of a template if it would change", async () => {
    const create = (max: string) =>
      fixture.call("POST", "/users/templates", {
        body:
          `{"id":"limit","name":"Limit","properties":` +
          `[{"name":"score","type":"long","required":true,"max":${max}}]}`,
        headers: headers(),
      });
    for (const max of ["9007199254740993", "1e400", "9007199254740993.0"]) {
      const answer = await create(max);
      expect([max, answer.status, fieldsOf(answer)]).toEqual([
        max,
        400,
        [expect.stringMatching(/^properties\.0/)],
      ]);
    }
    expect((await create("9007199254740991")).status).toBe(201);
  });
});
