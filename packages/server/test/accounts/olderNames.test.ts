import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fixture, start } from "../support.ts";

let fixture: Fixture;
let id: number;

/** A user from before user names had a normal form, which belongs to another user now. */
beforeAll(async () => {
  fixture = await start();
  await fixture.register("ada", { email: "ada@older.example" });
  id = await fixture.register("placeholder", { email: "wide@older.example" });
  await fixture.database.queries
    .updateTable("users")
    .set({
      username: "ａｄａ",
      username_key: "ａｄａ",
      email: "wide@bücher.example",
      email_key: "wide@bücher.example",
    })
    .where("id", "=", id)
    .execute();
  await fixture.register("narrow", { email: "wide@xn--bcher-kva.example" });
});
afterAll(() => fixture.server.close());

describe("a user whose name has a normal form that belongs to another", () => {
  it("can be updated with the names sent back", async () => {
    const { body } = await fixture.call("GET", `/users/${id}`, { token: fixture.admin });
    const json = { username: body.username, email: body.email, city: "London" };
    const answer = await fixture.call("PUT", `/users/${id}`, { token: fixture.admin, json });
    expect([answer.status, answer.body]).toEqual([204, undefined]);
    const { body: updated } = await fixture.call("GET", `/users/${id}`, { token: fixture.admin });
    expect(updated).toMatchObject(json);
  });

  it("signs in with it", async () => {
    const token = await fixture.signIn("ａｄａ", "a-password");
    expect((await fixture.call("GET", "/users/me", { token })).body.id).toBe(id);
    const other = await fixture.signIn("ada", "a-password");
    expect((await fixture.call("GET", "/users/me", { token: other })).body.id).not.toBe(id);
  });

  it.each([{ username: "ａｄａ" }, { email: "wide@bücher.example" }])(
    "gets a reset requested with %j",
    async (json) => {
      await fixture.call("DELETE", "/_sandbox/mail");
      const answer = await fixture.call("POST", "/users/password-reset", { json });
      expect(answer.status).toBe(204);
      const { body } = await fixture.call("GET", "/_sandbox/mail");
      expect(JSON.stringify(body)).toContain("wide@bücher.example");
    },
  );
});
