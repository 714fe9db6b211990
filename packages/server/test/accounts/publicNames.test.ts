import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { convertNames } from "../../src/database/migrations/0005_names.ts";
import { type Fixture, start } from "../support.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await start();
});
afterAll(() => fixture.server.close());

/** Everything that callers without a token, and other users, can read and find. */
const publicText = async () => {
  const jdoe = await fixture.signIn("jdoe", "sandbox-jdoe");
  const answers = await Promise.all(
    [undefined, jdoe].flatMap((token) => [
      fixture.call("GET", "/users?size=100", { token }),
      fixture.call("GET", "/users?size=100&order=display_name:DESC", { token }),
      ...[3, 4, 5].map((id) => fixture.call("GET", `/users/${id}`, { token })),
    ]),
  );
  return JSON.stringify(answers.map(({ body }) => body));
};
const find = async (query: string, token?: string): Promise<ReadonlyArray<number>> => {
  const { body } = await fixture.call("GET", `/users?${query}`, { token });
  return body.content.map(({ id }: { id: number }) => id);
};

describe("an e-mail address as user name", () => {
  const address = "zoe@private.example";
  let id: number;
  beforeAll(async () => {
    id = await fixture.register(address, { email: "zoe@other.example" });
  });

  it("is shown to the user and to a USERS_ADMIN only", async () => {
    expect(await publicText()).not.toContain("private.example");
    const own = await fixture.signIn(address, "a-password");
    for (const token of [own, fixture.admin]) {
      const { body } = await fixture.call("GET", `/users/${id}`, { token });
      expect(body).toMatchObject({ username: address, display_name: address });
    }
    const { body } = await fixture.call("GET", `/users/${id}`);
    expect(body).not.toHaveProperty("display_name");
  });

  it("cannot be found or ordered by", async () => {
    for (const filter of ["filter_search", "filter_displayname"]) {
      for (const text of ["z", "zoe", "zoe@private.example"]) {
        expect(await find(`${filter}=${encodeURIComponent(text)}`)).not.toContain(id);
      }
    }
    // Before the users with a name, wherever its letters would put it.
    expect((await find("order=display_name:ASC"))[0]).toBe(id);
    expect(await find("filter_username=zoe", fixture.admin)).toEqual([id]);
  });

  it("is not stored as display name when a client sends it", async () => {
    const filled = await fixture.register("yan@private.example", {
      email: "yan@other.example",
      display_name: "yan@private.example",
    });
    const mailed = await fixture.register("xia", { display_name: "XIA@example.org" });
    const token = await fixture.signIn(address, "a-password");
    const { body } = await fixture.call("GET", "/users/me", { token });
    const json = { ...body, display_name: "Zoe@Private.example" };
    expect((await fixture.call("PUT", "/users/me", { json, token })).status).toBe(204);
    expect(await publicText()).not.toMatch(/private\.example|xia@/i);
    const shown = (await fixture.call("GET", `/users/${mailed}`)).body.display_name;
    expect([filled, shown]).toEqual([expect.any(Number), "xia"]);
  });

  it("of a user from before this rule is hidden when the database is migrated", async () => {
    const { queries, kind } = fixture.database;
    const key = () =>
      queries.selectFrom("users").select("display_name_key").where("id", "=", id).execute();
    await queries
      .updateTable("users")
      .set({ display_name_key: address })
      .where("id", "=", id)
      .execute();
    expect(await find("filter_search=zoe")).toEqual([id]);
    await convertNames(queries as unknown as Kysely<unknown>, kind.schema);
    expect(await key()).toEqual([{ display_name_key: "" }]);
    expect(await find("filter_search=zoe")).toEqual([]);
    expect(await find("filter_search=j")).toEqual([2]);
  });

  it("that a client stored as display name before this rule is removed by the migration", async () => {
    const { queries, kind } = fixture.database;
    const named = await fixture.register("vera@private.example", { email: "vera@other.example" });
    const mailed = await fixture.register("uma", { email: "uma@private.example" });
    const chosen = await fixture.register("tim", { display_name: "a@b" });
    for (const [user, address] of [
      [named, "Vera@private.example"],
      [mailed, "uma@private.example"],
    ] as const) {
      await queries
        .updateTable("users")
        .set({ display_name: address, display_name_key: address.toLowerCase() })
        .where("id", "=", user)
        .execute();
    }
    await convertNames(queries as unknown as Kysely<unknown>, kind.schema);
    for (const filter of [
      "filter_search=vera",
      "filter_displayname=vera",
      "filter_displayname=u",
    ]) {
      expect([filter, await find(filter)]).toEqual([filter, []]);
    }
    expect(await find("filter_search=um")).toEqual([mailed]);
    const nameOf = async (id: number) =>
      (await fixture.call("GET", `/users/${id}`)).body.display_name;
    expect([await nameOf(named), await nameOf(mailed), await nameOf(chosen)]).toEqual([
      undefined,
      "uma",
      "a@b",
    ]);
  });
});
