import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fieldsOf, type Fixture, start } from "./support.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await start();
});
afterAll(() => fixture.server.close());

const call = (method: string, path: string, json?: unknown) =>
  fixture.call(method, `/users/templates${path}`, { json, token: fixture.admin });

describe("templates", () => {
  it("are created with a generated id and read back unchanged", async () => {
    const properties = [
      { type: "text", name: "motto", required: true, max_length: 9, colour: "red" },
      { type: "hologram", name: "avatar", required: true, depth: { a_b: 1 } },
      { type: "date", name: "since", required: false, min: 1, max: 2 },
    ];
    const created = await call("POST", "", { name: "Made up", properties });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ name: "Made up", allow_additional: false, properties });
    expect(created.body.id).toMatch(/^[2-9a-z]{10}$/);
    const { body } = await call("GET", `/${created.body.id}`);
    expect(body).toEqual(created.body);
    expect(body.created_date).toBe(1_769_904_000);
  });

  it("have unique ids and unique names (case-insensitive)", async () => {
    await call("POST", "", { id: "mine", name: "Mine" });
    const sameName = await call("POST", "", { name: "MINE" });
    expect([sameName.status, sameName.body.code, fieldsOf(sameName)]).toEqual([409, 21, ["name"]]);
    const sameId = await call("POST", "", { id: "mine", name: "Other" });
    expect([sameId.status, fieldsOf(sameId)]).toEqual([409, ["id"]]);
    const renamed = await call("PUT", "/mine", { name: "player" });
    expect([renamed.status, fieldsOf(renamed)]).toEqual([409, ["name"]]);
  });

  it("reject definitions that no user could satisfy", async () => {
    const answer = await call("POST", "", {
      name: "Impossible",
      properties: [
        { type: "integer", name: "a", required: false, min: 2, max: 1 },
        { type: "text", name: "a", required: false },
        { type: "text", required: false },
        {
          type: "list",
          name: "l",
          required: false,
          min_count: 2,
          max_count: 1,
          value_definition: { type: "date", name: "d", required: true, min: 9, max: 8 },
        },
        {
          type: "map",
          name: "m",
          required: false,
          properties: [
            { type: "video", name: "v", required: false, min_height: 2, max_height: 1 },
            { type: "boolean", name: "v", required: false },
          ],
        },
      ],
    });
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual([
      "properties.0.max",
      "properties.1.name",
      "properties.2",
      "properties.2.name",
      "properties.3.max_count",
      "properties.3.value_definition.max",
      "properties.4.properties.0.max_height",
      "properties.4.properties.1.name",
    ]);
  });

  it("are updated partially, without validating their users", async () => {
    await call("POST", "", { id: "loose", name: "Loose", allow_additional: true });
    await fixture.register("loose-user", { template: "loose" });
    fixture.advance(5);
    const properties = [{ type: "text", name: "must", required: true }];
    const { status, body } = await call("PUT", "/loose", { properties });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: "loose", name: "Loose", allow_additional: true, properties });
    expect(body.updated_date - body.created_date).toBe(5);
    expect((await call("PUT", "/loose", body)).status).toBe(200);
    const missing = await call("PUT", "/no-such", { name: "No such" });
    expect([missing.status, missing.body.code]).toEqual([404, 20]);
  });

  it("in use are deleted only when detached from their users", async () => {
    await call("POST", "", { id: "used", name: "Used", allow_additional: true });
    const additional = { color: { type: "text", value: "red" } };
    const id = await fixture.register("used-user", {
      template: "used",
      additional_properties: additional,
    });
    const inUse = await call("DELETE", "/used");
    expect([inUse.status, inUse.body.code]).toEqual([409, 22]);
    const unknown = await call("DELETE", "/used?cascade=force");
    expect([unknown.status, fieldsOf(unknown)]).toEqual([400, ["cascade"]]);
    expect((await call("DELETE", "/used?cascade=detach")).status).toBe(204);
    const { body } = await fixture.call("GET", `/users/${id}`, { token: fixture.admin });
    expect(body).not.toHaveProperty("template");
    expect(body.additional_properties).toEqual(additional);
    expect((await call("GET", "/used")).status).toBe(404);
    expect((await call("DELETE", "/used")).status).toBe(404);
  });

  it("are listed in pages and in order", async () => {
    const { body } = await call("GET", "?size=2&page=1&order=name:DESC");
    expect(body).toMatchObject({ size: 2, first: true, last: false, number_of_elements: 2 });
    const names = body.content.map(({ name }: { name: string }) => name.toLowerCase());
    expect(names).toEqual([...names].sort().reverse());
    expect(body.sort).toMatchObject([{ property: "name", direction: "DESC" }]);
    const wrong = await call("GET", "?order=properties:ASC&size=1001");
    expect(fieldsOf(wrong)).toEqual(["order"]);
    expect(fieldsOf(await call("GET", "?size=1001"))).toEqual(["size"]);
  });

  it("finds ids that look like path segments", async () => {
    for (const id of ["tags", "password", "100%", "a/b", "ü ?#", "%2F"]) {
      const created = await call("POST", "", { id, name: `Named ${id}` });
      expect(created.status).toBe(201);
      expect((await call("GET", `/${encodeURIComponent(id)}`)).body.id).toBe(id);
    }
  });
});
