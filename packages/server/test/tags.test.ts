import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fieldsOf, type Fixture, start } from "./support.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await start();
});
afterAll(() => fixture.server.close());

const call = (method: string, path: string, json?: unknown) =>
  fixture.call(method, path, { json, token: fixture.admin });

describe("tags", () => {
  it("form a set", async () => {
    for (const value of ["b", "a", "b", "B"]) {
      expect((await call("POST", "/users/2/tags", { value })).status).toBe(204);
    }
    expect((await call("GET", "/users/2/tags")).body).toEqual(["B", "a", "b"]);
    expect((await call("DELETE", "/users/2/tags/b")).status).toBe(204);
    expect((await call("DELETE", "/users/2/tags/b")).status).toBe(204);
    expect((await call("GET", "/users/2/tags")).body).toEqual(["B", "a"]);
  });

  it.each(["100%", "a/b", "%2F", "é?#&+ x", "🦊", "..."])("may be named %s", async (tag) => {
    await call("POST", "/users/1/tags", { value: tag });
    expect((await call("GET", "/users/1/tags")).body).toEqual([tag]);
    expect((await call("DELETE", `/users/1/tags/${encodeURIComponent(tag)}`)).status).toBe(204);
    expect((await call("GET", "/users/1/tags")).body).toEqual([]);
  });

  it.each(["", "x".repeat(65), 5, null, undefined, "nul\0", "\ud800"])(
    "reject %j",
    async (value) => {
      const answer = await call("POST", "/users/1/tags", { value });
      expect(answer.status).toBe(400);
      expect(fieldsOf(answer)).toEqual(["value"]);
    },
  );

  it("has at most a thousand tags", async () => {
    const id = await fixture.register("many-tags");
    const tags = Array.from({ length: 1_001 }, (_, index) => `tag-${index}`);
    const json = { username: "too-many", email: "t@m.example", password: "a-password", tags };
    const registered = await call("POST", "/users", json);
    expect([registered.status, fieldsOf(registered)]).toEqual([400, ["tags"]]);
    const updated = await call("PUT", `/users/${id}`, { tags });
    expect([updated.status, fieldsOf(updated)]).toEqual([400, ["tags"]]);
    expect((await call("PUT", `/users/${id}`, { tags: tags.slice(0, 1_000) })).status).toBe(204);
    const added = await call("POST", `/users/${id}/tags`, { value: "one-more" });
    expect([added.status, fieldsOf(added)]).toEqual([400, ["tags"]]);
    expect((await call("POST", `/users/${id}/tags`, { value: "tag-1" })).status).toBe(204);
    expect((await call("GET", `/users/${id}/tags`)).body).toHaveLength(1_000);
  });

  it("belong to users that exist", async () => {
    for (const [method, path] of [
      ["POST", "/users/99/tags"],
      ["GET", "/users/99/tags"],
      ["DELETE", "/users/99/tags/a"],
    ] as const) {
      const answer = await call(method, path, method === "POST" ? { value: "a" } : undefined);
      expect([answer.status, answer.body.code]).toEqual([404, 10]);
    }
  });
});
