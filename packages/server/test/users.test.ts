import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fieldsOf, type Fixture, start } from "./support.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await start();
});
afterAll(() => fixture.server.close());

const registration = (username: string) => ({
  username,
  email: `${username}@example.org`,
  password: "a-password",
});

describe("registering", () => {
  it("answers the whole user and never the password", async () => {
    const json = { ...registration("whole"), display_name: "Whole", date_of_birth: 86_400 };
    const { status, body } = await fixture.call("POST", "/users", { json });
    expect(status).toBe(200);
    expect(body).toEqual({
      id: expect.any(Number),
      username: "whole",
      email: "whole@example.org",
      display_name: "Whole",
      date_of_birth: 86_400,
      tags: [],
      member_since: 1_769_904_000,
      last_updated: 1_769_904_000,
    });
  });

  it.each([
    ["username", { ...registration("n1"), username: "Straße-TAKEN" }],
    ["username", { ...registration("n2"), username: "STRAßE-taken" }],
    ["email", { ...registration("n3"), email: "STRASSE@example.org" }],
  ])("rejects a taken %s (case-insensitive)", async (field, json) => {
    const first = { ...registration("straße-taken"), email: "strasse@example.org" };
    await fixture.call("POST", "/users", { json: first });
    const answer = await fixture.call("POST", "/users", { json });
    expect(answer.status).toBe(409);
    expect(fieldsOf(answer)).toEqual([field]);
  });

  it("rejects a user name that is another user's e-mail address, and vice versa", async () => {
    const own = "own@example.org";
    const id = await fixture.register("own", { username: own, email: own });
    await fixture.register("mailed");
    const byName = await fixture.call("POST", "/users", {
      json: { ...registration("sneak"), username: "MAILED@example.org" },
    });
    expect([byName.status, fieldsOf(byName)]).toEqual([409, ["username"]]);
    await fixture.register("name@taken.example", { email: "other-name@example.org" });
    const byMail = await fixture.call("PUT", `/users/${id}`, {
      json: { email: "Name@Taken.example" },
      token: fixture.admin,
    });
    expect([byMail.status, fieldsOf(byMail)]).toEqual([409, ["email"]]);
  });

  it("gives a name to only one of many concurrent requests", async () => {
    const json = registration("race");
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => fixture.call("POST", "/users", { json })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 15 }, () => 409)]);
  });

  it.each(["straße", "ǰane", "ẞen", "ΟΔΥΣΣΕΥΣ", "Įvan"])(
    "recognizes %s in upper and lower case",
    async (name) => {
      await fixture.register(name, { email: `${encodeURIComponent(name)}@cases.example` });
      for (const username of [name.toUpperCase(), name.toLowerCase()]) {
        const answer = await fixture.call("POST", "/users", {
          json: { ...registration("cased"), username },
        });
        expect([username, answer.status, fieldsOf(answer)]).toEqual([username, 409, ["username"]]);
        await fixture.signIn(username, "a-password");
      }
    },
  );

  it.each([" ", " blank", "blank ", "\u00a0blank", "blank\n", "\u3000"])(
    "rejects the user name %j",
    async (username) => {
      const answer = await fixture.call("POST", "/users", {
        json: { ...registration("blank"), username },
      });
      expect([answer.status, fieldsOf(answer)]).toEqual([400, ["username"]]);
      const json = { username };
      const update = await fixture.call("PUT", "/users/2", { json, token: fixture.admin });
      expect([update.status, fieldsOf(update)]).toEqual([400, ["username"]]);
    },
  );

  it("lists everything that is wrong by its wire name", async () => {
    const json = { username: "", email: "nobody", date_of_birth: "soon", tags: [""] };
    const answer = await fixture.call("POST", "/users", { json });
    expect(answer.status).toBe(400);
    expect([...fieldsOf(answer)].sort()).toEqual(["date_of_birth", "email", "tags.0", "username"]);
  });

  it.each([
    ["password", { ...registration("w1"), password: "1234567" }],
    ["password", { ...registration("w2"), password: "x".repeat(129) }],
    ["password", { username: "w3", email: "w3@example.org" }],
    ["template", { ...registration("w4"), template: "no-such" }],
    ["username", registration("w".repeat(256))],
  ])("refuses a wrong %s", async (field, json) => {
    const answer = await fixture.call("POST", "/users", { json });
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toContain(field);
  });

  it("counts the characters of a password, not its bytes", async () => {
    const json = { ...registration("emoji"), password: "🦊".repeat(8) };
    expect((await fixture.call("POST", "/users", { json })).status).toBe(200);
    await fixture.signIn("emoji", "🦊".repeat(8));
  });

  it("accepts tags from a USERS_ADMIN only", async () => {
    const json = { ...registration("tagged"), tags: ["vip", "beta", "vip"] };
    const refused = await fixture.call("POST", "/users", { json });
    expect(refused.status).toBe(403);
    expect(fieldsOf(refused)).toEqual(["tags"]);
    const { body } = await fixture.call("POST", "/users", { json, token: fixture.admin });
    expect(body.tags).toEqual(["beta", "vip"]);
  });

  it("checks the properties by the template", async () => {
    const properties = {
      gamePieceColor: { type: "text", value: "x".repeat(21) },
      level: { type: "text", value: "high" },
      extra: { type: "boolean", value: true },
      favoriteMaps: { type: "list", values: [{ type: "integer", value: 1 }] },
      settings: { type: "map", map: {} },
    };
    const json = { ...registration("t1"), template: "player", additional_properties: properties };
    const answer = await fixture.call("POST", "/users", { json });
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual([
      "additional_properties.gamePieceColor.value",
      "additional_properties.level.type",
      "additional_properties.extra",
      "additional_properties.favoriteMaps.values.0.type",
      "additional_properties.settings.map.sound",
    ]);
  });

  it("requires the properties of the template, also for a user without properties", async () => {
    const json = { ...registration("t2"), template: "staff" };
    const answer = await fixture.call("POST", "/users", { json });
    expect(fieldsOf(answer)).toEqual(["additional_properties.department"]);
  });

  it("keeps unknown fields and names such as __proto__ unchanged", async () => {
    const properties = JSON.parse(
      `{"__proto__": {"type": "text", "value": "polluted"},
        "camelCase_and snake": {"type": "hologram", "depth": {"some_field": [1, null]}},
        "photo": {"type": "image", "url": "u", "file_type": "png", "taken_at": 5},
        "odd": {"type": "text", "value": 5}}`,
    );
    const json = { ...registration("unknown"), additional_properties: properties, favourite: 1 };
    const id = (await fixture.call("POST", "/users", { json, body: JSON.stringify(json) })).body.id;
    const { body } = await fixture.call("GET", `/users/${id}`, { token: fixture.admin });
    expect(JSON.stringify(body.additional_properties)).toContain(`"__proto__"`);
    expect(Object.hasOwn(body.additional_properties, "__proto__")).toBe(true);
    expect(body.additional_properties).toEqual(properties);
    expect(body).not.toHaveProperty("favourite");
  });

  it("keeps integers above 2^53 unchanged", async () => {
    const properties =
      '{"low":{"type":"long","value":-9223372036854775808},' +
      '"newer":{"type":"int128","value":[765611980123456790000]},' +
      '"steam":{"type":"long","value":76561198012345679}}';
    const fields = JSON.stringify(registration("large"));
    const body = `${fields.slice(0, -1)},"additional_properties":${properties}}`;
    const { id } = (await fixture.call("POST", "/users", { body })).body;
    const response = await fixture.server.fetch(
      new Request(`http://test/users/${id}`, {
        headers: { authorization: `Bearer ${fixture.admin}` },
      }),
    );
    for (const number of ["-9223372036854775808", "[765611980123456790000]", "76561198012345679"]) {
      expect(await response.clone().text()).toContain(`"value":${number}}`);
    }
  });
});

describe("reading", () => {
  it("shows public fields to others, with the user name for a missing display name", async () => {
    const id = await fixture.register("plain", { fullname: "Secret Name" });
    const { body } = await fixture.call("GET", `/users/${id}`);
    expect(Object.keys(body).sort()).toEqual([
      "display_name",
      "id",
      "last_updated",
      "member_since",
    ]);
    expect(body.display_name).toBe("plain");
  });

  it("shows the user itself everything, as me and by id", async () => {
    const id = await fixture.register("itself", { fullname: "Its Name" });
    const token = await fixture.signIn("itself", "a-password");
    for (const ref of ["me", String(id)]) {
      const { body } = await fixture.call("GET", `/users/${ref}`, { token });
      expect(body).toMatchObject({ id, fullname: "Its Name", email: "itself@example.org" });
    }
  });

  it("rejects `me` without a user", async () => {
    expect((await fixture.call("GET", "/users/me")).status).toBe(401);
    expect((await fixture.call("GET", "/users/me", { token: fixture.admin })).status).toBe(404);
  });

  it.each(["0", "-1", "abc", "2147483648", "1.5", "ME"])("rejects the id %s", async (id) => {
    const answer = await fixture.call("GET", `/users/${id}`);
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual(["id"]);
  });

  it("notes activity once a minute", async () => {
    await fixture.register("active");
    const token = await fixture.signIn("active", "a-password");
    const seen = async () => (await fixture.call("GET", "/users/me", { token })).body.last_activity;
    const first = await seen();
    fixture.advance(59);
    expect(await seen()).toBe(first);
    fixture.advance(1);
    expect((await seen()) - first).toBe(60);
  });
});

describe("updating", () => {
  it("keeps omitted fields, clears null, and updates last_updated", async () => {
    const id = await fixture.register("update", { fullname: "Full", city: "Oslo", gender: "x" });
    const token = await fixture.signIn("update", "a-password");
    fixture.advance(10);
    const json = { fullname: null, gender: "y", password: "ignored", username: null };
    const answer = await fixture.call("PUT", "/users/me", { json, token });
    expect([answer.status, answer.body]).toEqual([204, undefined]);
    const { body } = await fixture.call("GET", `/users/${id}`, { token });
    expect(body).toMatchObject({ username: "update", city: "Oslo", gender: "y" });
    expect(body).not.toHaveProperty("fullname");
    expect(body.last_updated - body.member_since).toBe(10);
    await fixture.signIn("update", "a-password");
  });

  it("accepts a user as returned by the API", async () => {
    const id = await fixture.register("round", {
      template: "player",
      additional_properties: { gamePieceColor: { type: "text", value: "red" } },
    });
    await fixture.call("POST", `/users/${id}/tags`, {
      json: { value: "vip" },
      token: fixture.admin,
    });
    const token = await fixture.signIn("round", "a-password");
    const { body: read } = await fixture.call("GET", "/users/me", { token });
    read.additional_properties.gamePieceColor.value = "blue";
    expect((await fixture.call("PUT", "/users/me", { json: read, token })).status).toBe(204);
    const { body } = await fixture.call("GET", "/users/me", { token });
    expect(body).toEqual({ ...read, last_updated: body.last_updated });
  });

  it.each([
    ["description", 4_000],
    ["avatar_url", 2_000],
    ["gender", 255],
    ["mobile_number", 255],
    ["address", 255],
    ["address2", 255],
    ["city", 255],
    ["state", 255],
    ["postal_code", 255],
    ["country_code", 255],
    ["currency_code", 255],
    ["language_code", 255],
    ["timezone_code", 255],
    ["fullname", 255],
  ])("accepts a %s of %i characters and no more", async (field, most) => {
    const put = (text: string) =>
      fixture.call("PUT", "/users/2", { json: { [field]: text }, token: fixture.admin });
    expect((await put("🦊".repeat(most))).status).toBe(204);
    const tooLong = await put("x".repeat(most + 1));
    expect([tooLong.status, fieldsOf(tooLong)]).toEqual([400, [field]]);
    // Before the user is looked up.
    const missing = await fixture.call("PUT", "/users/999999", {
      json: { [field]: "x".repeat(most + 1) },
      token: fixture.admin,
    });
    expect(missing.status).toBe(400);
    const json = { ...registration("long-text"), [field]: "x".repeat(most + 1) };
    const registered = await fixture.call("POST", "/users", { json });
    expect([registered.status, fieldsOf(registered)]).toEqual([400, [field]]);
    expect(
      (await fixture.call("PUT", "/users/2", { json: { [field]: null }, token: fixture.admin }))
        .status,
    ).toBe(204);
  });

  it("does not save the user name shown in place of a display name", async () => {
    const id = await fixture.register("shown");
    const token = await fixture.signIn("shown", "a-password");
    const get = async () => (await fixture.call("GET", "/users/me", { token })).body;
    const json = { ...(await get()), username: "shown-anew", city: "Oslo" };
    expect((await fixture.call("PUT", "/users/me", { json, token })).status).toBe(204);
    expect((await get()).display_name).toBe("shown-anew");
    // A chosen display name stays, even if it equals the user name.
    const chosen = { display_name: "Chosen" };
    await fixture.call("PUT", `/users/${id}`, { json: chosen, token });
    await fixture.call("PUT", `/users/${id}`, { json: { display_name: "shown-anew" }, token });
    await fixture.call("PUT", `/users/${id}`, { json: { username: "shown-again" }, token });
    expect((await get()).display_name).toBe("shown-anew");
  });

  it("lets only a USERS_ADMIN change tags", async () => {
    const id = await fixture.register("tags");
    const token = await fixture.signIn("tags", "a-password");
    const own = await fixture.call("PUT", "/users/me", { json: { tags: ["vip"] }, token });
    expect([own.status, fieldsOf(own)]).toEqual([403, ["tags"]]);
    const put = (tags: unknown) =>
      fixture.call("PUT", `/users/${id}`, { json: { tags }, token: fixture.admin });
    await put(["a", "b"]);
    expect((await fixture.call("GET", "/users/me", { token })).body.tags).toEqual(["a", "b"]);
    await put(null);
    expect((await fixture.call("GET", "/users/me", { token })).body.tags).toEqual([]);
  });

  it("checks a changed template against existing properties, and changed properties against the template", async () => {
    const id = await fixture.register("recheck", {
      additional_properties: { level: { type: "text", value: "x" } },
    });
    const put = (json: unknown) =>
      fixture.call("PUT", `/users/${id}`, { json, token: fixture.admin });
    expect(fieldsOf(await put({ template: "player" }))).toEqual([
      "additional_properties.level.type",
    ]);
    const level = { type: "integer", value: 101 };
    const wrong = await put({ template: "player", additional_properties: { level } });
    expect(fieldsOf(wrong)).toEqual(["additional_properties.level.value"]);
    const right = { level: { type: "integer", value: 100 } };
    expect((await put({ template: "player", additional_properties: right })).status).toBe(204);
    expect((await put({ additional_properties: { level } })).status).toBe(400);
    expect((await put({ template: null, additional_properties: { level } })).status).toBe(204);
  });

  it("rejects a taken name but allows changing the case of one's own", async () => {
    await fixture.register("first-owner");
    const id = await fixture.register("second-owner");
    const put = (json: unknown) =>
      fixture.call("PUT", `/users/${id}`, { json, token: fixture.admin });
    const clash = await put({ username: "FIRST-owner" });
    expect([clash.status, fieldsOf(clash)]).toEqual([409, ["username"]]);
    const mail = await put({ email: "First-Owner@example.org" });
    expect([mail.status, fieldsOf(mail)]).toEqual([409, ["email"]]);
    expect((await put({ username: "Second-Owner" })).status).toBe(204);
  });

  it("is for the owner and for USERS_ADMIN", async () => {
    const id = await fixture.register("owned");
    const jdoe = await fixture.signIn("jdoe", "sandbox-jdoe");
    const json = { city: "Elsewhere" };
    expect((await fixture.call("PUT", `/users/${id}`, { json })).status).toBe(401);
    expect((await fixture.call("PUT", `/users/${id}`, { json, token: jdoe })).status).toBe(403);
    expect((await fixture.call("PUT", "/users/999999", { json, token: jdoe })).status).toBe(403);
    const missing = await fixture.call("PUT", "/users/999999", { json, token: fixture.admin });
    expect([missing.status, missing.body.code]).toEqual([404, 10]);
  });
});
