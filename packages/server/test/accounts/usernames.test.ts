import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { convertNames } from "../../src/database/migrations/0005_names.ts";
import { storedSkeleton } from "../../src/database/names/confusables.ts";
import { fieldsOf, type Fixture, start } from "../support.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await start();
});
afterAll(() => fixture.server.close());

let count = 0;
const register = (username: string, more: object = {}) => {
  const email = `user${(count += 1)}@names.example`;
  const json = { username, email, password: "a-password", ...more };
  return fixture.call("POST", "/users", { json });
};
const update = (id: number, json: object) =>
  fixture.call("PUT", `/users/${id}`, { json, token: fixture.admin });

describe("a user name", () => {
  it.each([
    "jd\u200boe",
    "jd\u202eoe",
    "jd\u00adoe",
    "jdoe\u{e0061}",
    "jdoe\ufe0f",
    "jdoe\n",
    "j\tdoe",
    "jdoe\u0007",
    "\u200b\u2060",
    "x²",
  ])("%j is rejected by registration and update", async (username) => {
    const registered = await register(username);
    expect([registered.status, fieldsOf(registered)]).toEqual([400, ["username"]]);
    const updated = await update(2, { username });
    expect([updated.status, fieldsOf(updated)]).toEqual([400, ["username"]]);
  });

  it("in full width is the same name", async () => {
    const taken = await register("ＪＤＯＥ");
    expect([taken.status, fieldsOf(taken)]).toEqual([409, ["username"]]);
    const { body } = await register("Ｗｉｄｅ");
    expect(body.username).toBe("Wide");
    await fixture.signIn("ｗｉｄｅ", "a-password");
  });

  it("that looks like a taken one is rejected, whichever is first", async () => {
    const cyrillic = await register("jdоe");
    expect([cyrillic.status, cyrillic.body.result]).toEqual([
      409,
      [{ field: "username", message: "looks like a user name that is already taken" }],
    ]);
    const { body } = await register("ѕсоре");
    const latin = await register("Scope");
    expect([latin.status, fieldsOf(latin)]).toEqual([409, ["username"]]);
    const renamed = await update(2, { username: "scope" });
    expect([renamed.status, fieldsOf(renamed)]).toEqual([409, ["username"]]);
    // The user's own name is no imitation.
    expect((await update(body.id, { username: "Ѕсоре" })).status).toBe(204);
  });

  it.each([
    ["Tom", "\u0422om"],
    ["tommy", "\u0422ommy"],
    ["HENRY", "\u041d\u0415NR\u0423"],
    ["henrietta", "\u041d\u0415NRI\u0415TT\u0410"],
    ["Nina", "\u039dina"],
    ["Novak", "\u039do\u03bdak"],
    ["ingrid", "\u0406NGR\u0406D"],
    ["thomas", "\u0422\u04bbomas"],
    ["jos\u00e9l", "jos\u00e9I"],
    ["paypal", "paypaI"],
    ["Illinois", "lllinois"],
  ])(
    "%s is not imitated by capitals, alone or with other letters: %s",
    async (latin, imitation) => {
      expect((await register(latin)).status).toBe(200);
      expect((await register(imitation)).status).toBe(409);
      const { body } = await register(`other${count}`);
      expect((await update(body.id, { username: imitation })).status).toBe(409);
      await fixture.database.queries
        .deleteFrom("users")
        .where("username", "=", latin.normalize())
        .execute();
      expect((await register(imitation)).status).toBe(200);
      expect((await register(latin)).status).toBe(409);
    },
  );

  it("may be written in other letters that look different, until they are capitals", async () => {
    expect((await register("mark")).status).toBe(200);
    const { body } = await register("mar\u043a");
    expect(body.username).toBe("mar\u043a");
    const renamed = await update(body.id, { username: "mar\u041a" });
    expect([renamed.status, fieldsOf(renamed)]).toEqual([409, ["username"]]);
  });

  it("within ASCII is compared by its characters only", async () => {
    for (const username of ["user1", "userl", "modern", "modem", "Ian", "Lan"]) {
      expect((await register(username)).status).toBe(200);
    }
  });

  it("is given to only one of many concurrent requests for names that look the same", async () => {
    const names = ["apex", "аpex", "aреx", "арех", "apeх", "аpeх"];
    const answers = await Promise.all(names.map((name) => register(name)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
  });
});

describe("a name that is shown", () => {
  it.each(["display_name", "fullname", "first_name", "last_name"])(
    "as %s has no control characters and keeps the text direction",
    async (field) => {
      for (const value of ["a\nb", "a\u202eb", "a\u0007"]) {
        const registered = await register(`shown${count}`, { [field]: value });
        expect([registered.status, fieldsOf(registered)]).toEqual([400, [field]]);
        const updated = await update(2, { [field]: value });
        expect([updated.status, fieldsOf(updated)]).toEqual([400, [field]]);
      }
      expect((await update(2, { [field]: "👩\u200d💻 José" })).status).toBe(204);
    },
  );
});

describe("a user from before these rules", () => {
  const set = (columns: object) =>
    fixture.database.queries.updateTable("users").set(columns).where("id", "=", 2).execute();

  it("keeps the names, signs in, and may send them back with other changes", async () => {
    const names = { username: "j\u200bd", display_name: "a\u202eb" };
    await set({ ...names, username_key: names.username });
    const { body } = await fixture.call("GET", "/users/2", { token: fixture.admin });
    expect((await update(2, { ...body, fullname: "Jane" })).status).toBe(204);
    await fixture.signIn("J\u200bD", "sandbox-jdoe");
  });

  it("is not imitated after the migration by a name in other letters or capitals", async () => {
    const { queries, kind } = fixture.database;
    for (const [older, latin] of [
      ["\u0422eddy", "teddy"],
      ["wilma", "wi\u04cfma"],
      ["PETRA", "\u0420\u0415\u0422RA"],
      ["Ella", "EIIa"],
    ] as const) {
      const { body } = await register(older);
      await queries
        .updateTable("users")
        .set({ username_skeleton: "" })
        .where("id", "=", body.id)
        .execute();
      expect((await register(latin)).status).toBe(200);
      await queries.deleteFrom("users").where("username", "=", latin).execute();
      await convertNames(queries as unknown as Kysely<unknown>, kind.schema);
      expect((await register(latin)).status).toBe(409);
    }
  });

  it("gets the normal form when the database is migrated", async () => {
    const { queries, kind } = fixture.database;
    // Every character within ASCII that looks like another one.
    expect((await register("o\"ne'il`10%|MI")).status).toBe(200);
    await set({ username: "Ｗｉｄｅｓｔ", username_key: "ｗｉｄｅｓｔ", username_skeleton: "" });
    await set({ display_name: null, display_name_key: "ｗｉｄｅｓｔ" });
    // Migrations do not use the types of the tables.
    await convertNames(queries as unknown as Kysely<unknown>, kind.schema);
    const rows = await queries
      .selectFrom("users")
      .select(["id", "username", "username_key", "username_skeleton"])
      .execute();
    expect(rows.find(({ id }) => id === 2)).toMatchObject({
      username: "Widest",
      username_key: "widest",
    });
    // Found by the name that is shown.
    const { body } = await fixture.call("GET", "/users?filter_search=widest");
    expect(body.content).toEqual([expect.objectContaining({ id: 2, display_name: "Widest" })]);
    expect(rows.length).toBeGreaterThan(5);
    for (const { username, username_skeleton: skeleton } of rows) {
      expect([username, skeleton]).toEqual([username, storedSkeleton(username)]);
    }
  });
});
