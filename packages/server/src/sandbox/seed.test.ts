import { describe, expect, it } from "vitest";
import { createServer } from "../index.ts";
import { nameOfPerson } from "./names.ts";
import { fixedReference, personOf } from "./people.ts";

describe("the population", () => {
  it("is the same each time and has no name twice", () => {
    const everybody = () =>
      Array.from({ length: 10_000 }, (_, index) =>
        personOf(index + 1, null, { seed: null, reference: fixedReference }),
      );
    const people = everybody();
    const usernames = people.map(({ row }) => row.username);
    expect(new Set(usernames).size).toBe(10_000);
    expect(people).toEqual(everybody());
    expect(nameOfPerson(1).username).toMatch(/^[a-z]+\.[a-z]+$/);
  });

  it("is there in a moment, whole and by its own templates", async () => {
    const start = performance.now();
    await using server = await createServer({ sandbox: true });
    expect(performance.now() - start).toBeLessThan(2_000);
    const get = async (path: string, token?: string) => {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const response = await server.fetch(new Request(`http://test${path}`, { headers }));
      return JSON.parse(await response.text());
    };
    const form = { grant_type: "client_credentials", client_id: "server" };
    const granted = await server.fetch(
      new Request("http://test/oauth/token", {
        method: "POST",
        body: new URLSearchParams({ ...form, client_secret: "sandbox-secret" }),
      }),
    );
    const { access_token: token } = JSON.parse(await granted.text());
    const all = await get("/users?size=1000", token);
    expect(all.total_elements).toBe(300);
    expect(all.content[0].username).toBe("admin");
    expect(all.content[1].username).toBe("jdoe");
    for (const id of [1, 2, 3, 5, 50]) {
      const user = await get(`/users/${id}`, token);
      const response = await server.fetch(
        new Request(`http://test/users/${id}`, {
          method: "PUT",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: JSON.stringify(user),
        }),
      );
      expect([id, response.status]).toEqual([id, 204]);
    }
  });
});
