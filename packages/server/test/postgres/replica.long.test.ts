import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Fixture } from "../support.ts";
import { nameOf, query, type Replicated, startReplicated, until } from "./replicas.ts";

const tokens = "select token_hash from access_tokens order by token_hash";

describe("while the replica is behind", () => {
  let replicated: Replicated;
  let one: Fixture;
  let other: Fixture;
  let reader: string;
  /** Another session of the reader, and another token of the client. */
  let secondTab: string;
  let secondAdmin: string;
  beforeAll(async () => {
    replicated = await startReplicated();
    const { cluster, standby, serve, pause } = replicated;
    one = await serve();
    other = await serve();
    reader = await one.signIn("jdoe", "sandbox-jdoe");
    secondTab = await other.signIn("jdoe", "sandbox-jdoe");
    secondAdmin = other.admin;
    for (const fixture of [one, other]) await until(fixture, "up");
    // The replica must have the tokens, otherwise it is not read with them.
    const issued = await query(cluster.url, tokens);
    await vi.waitFor(async () => expect(await query(standby.url, tokens)).toEqual(issued));
    await pause();
  });
  afterAll(async () => {
    await one.server.close();
    await other.server.close();
    await replicated[Symbol.asyncDispose]();
  });

  it("callers read what they have written, through any server; others read the replica", async () => {
    const before = await nameOf(one, 5);
    const json = { display_name: "Renamed" };
    expect((await one.call("PUT", "/users/5", { json, token: one.admin })).status).toBe(204);
    for (const fixture of [one, other]) {
      expect(await nameOf(fixture, 5, one.admin)).toBe("Renamed");
      expect(await nameOf(fixture, 5)).toBe(before);
      // Once the server has noticed that the replica has the reader's token.
      await expect.poll(() => nameOf(fixture, 5, reader)).toBe(before);
      const list = "/users?filter_displayname=Renamed";
      const found = await fixture.call("GET", list, { token: one.admin });
      expect(found.body.total_elements).toBe(1);
      expect((await fixture.call("GET", list)).body.total_elements).toBe(0);
    }
  });

  it("a write with one token is read with all others of the same user or client", async () => {
    const json = { username: "jdoe", email: "jdoe@sandbox.example", city: "Oslo" };
    expect((await one.call("PUT", "/users/me", { json, token: reader })).status).toBe(204);
    const renamed = { json: { display_name: "Renamed again" }, token: one.admin };
    expect((await one.call("PUT", "/users/8", renamed)).status).toBe(204);
    for (const fixture of [one, other]) {
      const { body } = await fixture.call("GET", "/users/me", { token: secondTab });
      expect(body.city).toBe("Oslo");
      expect(await nameOf(fixture, 8, secondAdmin)).toBe("Renamed again");
    }
  });

  it("a forged position of a caller is ignored: it is kept by the server", async () => {
    const headers = Object.fromEntries(
      ["x-last-write", "last-write", "x-consistency-token", "cookie"].map((name) => [name, "0"]),
    );
    const json = { display_name: "Own" };
    expect((await one.call("PUT", "/users/9", { json, token: one.admin })).status).toBe(204);
    const answer = await other.call("GET", "/users/9", { token: one.admin, headers });
    expect(answer.body.display_name).toBe("Own");
    expect([...answer.headers.keys()].filter((name) => /write|cookie|lsn|xid/.test(name))).toEqual(
      [],
    );
  });

  it("an entity tag is that of the caller's last write, from any server", async () => {
    const token = one.admin;
    const tagAt = async (fixture: Fixture) =>
      (await fixture.call("GET", "/users/10", { token })).headers.get("etag") ?? "";
    const before = await tagAt(one);
    const write = (ifMatch: string) =>
      other.call("PUT", "/users/10", {
        json: { city: "Bergen" },
        token,
        headers: { "if-match": ifMatch },
      });
    expect((await write(before)).status).toBe(204);
    expect((await write(before)).status).toBe(412);
    const after = await tagAt(one);
    expect(await tagAt(other)).toBe(after);
    expect((await write(after)).status).toBe(204);
  });

  it("every kind of change is read by its caller", async () => {
    const token = one.admin;
    const tag = { json: { value: "new" }, token };
    expect((await one.call("POST", "/users/6/tags", tag)).status).toBe(204);
    expect((await other.call("GET", "/users/6/tags", { token })).body).toContain("new");
    expect((await one.call("DELETE", "/users/6/tags/new", { token })).status).toBe(204);
    expect((await other.call("GET", "/users/6/tags", { token })).body).not.toContain("new");

    const template = { id: "fresh", name: "Fresh", allow_additional: true };
    const created = await one.call("POST", "/users/templates", { json: template, token });
    expect(created.status).toBe(201);
    const listed = await other.call("GET", "/users/templates?size=100", { token });
    expect(listed.body.content.map(({ id }: { id: string }) => id)).toContain("fresh");

    const id = await one.register("newcomer", {}, token);
    const newest = await other.call("GET", "/users?order=id:DESC&size=1", { token });
    expect(newest.body.content[0].id).toBe(id);
  });

  it("what is missing in the replica is read from the primary", async () => {
    const id = await one.register("unknown-there");
    expect((await other.call("GET", `/users/${id}`)).status).toBe(200);
  });

  it("tokens, roles and passwords are never read from the replica", async () => {
    const id = await one.register("signs-in-at-once");
    const token = await other.signIn("signs-in-at-once", "a-password");
    expect((await one.call("GET", "/users/me", { token })).body.id).toBe(id);
    const disabled = await one.call("POST", `/_admin/users/${id}/disable`, { token: one.admin });
    expect(disabled.status).toBe(204);
    expect((await other.call("GET", "/users/me", { token })).status).toBe(401);
    await expect(other.signIn("signs-in-at-once", "a-password")).rejects.toThrow();
  });
});
