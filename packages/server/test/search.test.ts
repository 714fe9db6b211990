import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchKey } from "../src/database/searchKey.ts";
import { fieldsOf, type Fixture, start } from "./support.ts";

let fixture: Fixture;
const names = [
  "100%",
  "100_",
  "100a",
  "10\\0",
  "ÉCLAIR",
  "éclat",
  "ΟΔΟΣ",
  "οδοσα",
  "Straße",
  "_x",
  "%y",
];
beforeAll(async () => {
  fixture = await start({ sandbox: { users: 60 } });
  for (const [index, name] of names.entries()) {
    await fixture.register(`searched${index}`, { display_name: name, last_name: name });
  }
});
afterAll(() => fixture.server.close());

const search = (query: Record<string, string>, token?: string) =>
  fixture.call("GET", `/users?${new URLSearchParams({ size: "1000", ...query }).toString()}`, {
    token,
  });
const found = async (query: Record<string, string>): Promise<ReadonlyArray<string>> =>
  (await search(query, fixture.admin)).body.content.map(
    ({ display_name }: { display_name: string }) => display_name,
  );

describe("prefix filters", () => {
  it.each([
    ["100%", ["100%"]],
    ["100_", ["100_"]],
    ["%", ["%y"]],
    ["_", ["_x"]],
    ["10\\", ["10\\0"]],
    ["écl", ["ÉCLAIR", "éclat"]],
    ["E\u0301CLAI", ["ÉCLAIR"]],
    ["ΟΔΟΣ", ["ΟΔΟΣ", "οδοσα"]],
    ["STRASSE", ["Straße"]],
    ["STRAßE", ["Straße"]],
  ])("match %s literally and case-insensitively", async (prefix, expected) => {
    for (const filter of ["filter_displayname", "filter_search", "filter_lastname"]) {
      expect(await found({ [filter]: prefix })).toEqual(expected);
    }
  });

  it("find exactly the texts that start with the prefix", async () => {
    const all = await found({});
    await fc.assert(
      fc.asyncProperty(
        fc.string({
          unit: fc.constantFrom("%", "_", "\\", "1", "0", "É", "é", "A", "'"),
          maxLength: 3,
        }),
        async (prefix) => {
          const expected = all.filter((name) => searchKey(name).startsWith(searchKey(prefix)));
          expect(await found({ filter_search: prefix })).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("find users without a display name by user name, with filter_search only", async () => {
    const id = await fixture.register("nameless-one");
    const ids = async (filter: string) =>
      (await search({ [filter]: "NAMELESS" })).body.content.map(({ id }: { id: number }) => id);
    expect(await ids("filter_search")).toEqual([id]);
    expect(await ids("filter_displayname")).toEqual([]);
  });
});

describe("other filters", () => {
  it("match by tag, group, role, ids and activity", async () => {
    const total = async (query: Record<string, string>) =>
      (await search(query)).body.total_elements;
    expect(await total({ filter_tag: "beta" })).toBe(15);
    expect(await total({ filter_tag: "BETA" })).toBe(0);
    expect(await total({ filter_group: "beta-testers" })).toBe(15);
    expect(await total({ filter_role: "USERS_ADMIN" })).toBe(1);
    expect(await total({ filter_id_list: "1,2,2,999999" })).toBe(2);
    const { last_activity: seen } = (
      await fixture.call("GET", "/users/3", { token: fixture.admin })
    ).body;
    const by = (operator: string) =>
      total({ filter_last_activity: `${operator},${seen}`, filter_id_list: "3" });
    expect(await Promise.all(["GT", "GOE", "EQ", "LOE", "LT"].map(by))).toEqual([0, 1, 1, 1, 0]);
  });

  it("apply together", async () => {
    const { body } = await search({ filter_tag: "beta", filter_id_list: "3,4,7" });
    expect(body.content.map(({ id }: { id: number }) => id)).toEqual([3, 7]);
  });

  it("are rejected by name if unknown, duplicate or malformed", async () => {
    const answer = await fixture.call(
      "GET",
      "/users?filter_nickname=x&filter_last_activity=AFTER,1&filter_id_list=1,x&size=0&page=-1&order=password:ASC&filter_tag=a&filter_tag=b",
    );
    expect(answer.status).toBe(400);
    expect([...fieldsOf(answer)].sort()).toEqual([
      "filter_id_list",
      "filter_last_activity",
      "filter_nickname",
      "filter_tag",
      "order",
      "page",
      "size",
    ]);
    const many = Array.from({ length: 1_001 }, (_, index) => index + 1).join();
    expect(fieldsOf(await search({ filter_id_list: many }))).toEqual(["filter_id_list"]);
  });
});

describe("private fields", () => {
  it.each([
    "filter_email",
    "filter_firstname",
    "filter_fullname",
    "filter_lastname",
    "filter_username",
  ])("does not depend on %s", async (filter) => {
    const jdoe = await fixture.signIn("jdoe", "sandbox-jdoe");
    for (const token of [undefined, jdoe]) {
      const answer = await search({ [filter]: "j" }, token);
      expect([answer.status, fieldsOf(answer)]).toEqual([403, [filter]]);
    }
    expect((await search({ [filter]: "j" }, fixture.admin)).status).toBe(200);
  });

  it.each(["username", "email", "fullname", "last_activity"])(
    "does not depend on the order by %s",
    async (property) => {
      const answer = await search({ order: `${property}:ASC` });
      expect([answer.status, fieldsOf(answer)]).toEqual([403, ["order"]]);
      expect((await search({ order: `${property}:ASC` }, fixture.admin)).status).toBe(200);
    },
  );

  it("is visible to an admin and in the user's own row", async () => {
    const rows = async (token?: string) =>
      (await search({ filter_id_list: "2,3" }, token)).body.content;
    const [mine, other] = await rows(await fixture.signIn("jdoe", "sandbox-jdoe"));
    expect(mine).toMatchObject({ username: "jdoe", email: "jdoe@sandbox.example" });
    expect(other).not.toHaveProperty("username");
    expect((await rows(fixture.admin))[1]).toHaveProperty("email");
    expect((await rows())[0]).not.toHaveProperty("email");
  });
});

describe("pages", () => {
  it("contain every row once, even if rows are equal in the order", async () => {
    const seen: Array<number> = [];
    for (let page = 1; ; page += 1) {
      const query = { order: "fullname:DESC", size: "7", page: String(page) };
      const { body } = await search(query, fixture.admin);
      seen.push(...body.content.map(({ id }: { id: number }) => id));
      expect(body).toMatchObject({ number: page - 1, size: 7, first: page === 1 });
      if (body.last) break;
    }
    const { body } = await search({}, fixture.admin);
    expect(seen).toHaveLength(body.total_elements);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("treat a repeated order as one", async () => {
    const order = "id:DESC,".repeat(3_000) + "id:ASC";
    const { status, body } = await search({ order });
    expect([status, body.sort]).toEqual([200, [expect.objectContaining({ direction: "DESC" })]]);
  });

  it("echo the order and count", async () => {
    const { body } = await search({ order: "member_since:DESC,display_name:ASC", size: "5" });
    expect(body).toMatchObject({
      number_of_elements: 5,
      total_pages: Math.ceil(body.total_elements / 5),
    });
    expect(body.sort).toMatchObject([
      { property: "member_since", direction: "DESC", descending: true, ignore_case: false },
      { property: "display_name", direction: "ASC", ascending: true, ignore_case: true },
    ]);
    const since = body.content.map(({ member_since }: { member_since: number }) => member_since);
    expect(since).toEqual([...since].sort((a: number, b: number) => b - a));
  });

  it("have 25 rows by default, 1,000 at most, and are empty beyond the end", async () => {
    expect((await fixture.call("GET", "/users")).body.content).toHaveLength(25);
    const large = await search({ size: "1001" });
    expect(large.body.result).toEqual([{ field: "size", message: "must be 1000 or less" }]);
    const beyond = await search({ page: "2147483647" });
    expect(beyond.body).toMatchObject({ content: [], last: true, number_of_elements: 0 });
    const nobody = await search({ filter_tag: "no-such-tag" });
    expect(nobody.body).toMatchObject({ content: [], first: true, last: true, total_pages: 0 });
  });

  it("put those without a value last, whichever the direction", async () => {
    for (const direction of ["ASC", "DESC"]) {
      const { body } = await search({ order: `last_activity:${direction}` }, fixture.admin);
      const missing = body.content.map((row: object) => !("last_activity" in row));
      expect(missing).toContain(true);
      expect(missing).toEqual([...missing].sort());
    }
  });
});
