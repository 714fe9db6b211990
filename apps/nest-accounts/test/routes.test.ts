import { contract } from "@knetik-users/core/effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adapters, startService, type Service } from "./support/service.ts";
import { startUpstream, type Upstream } from "./support/upstream.ts";

const ada = {
  username: "ada",
  email: "ada@example.com",
  password: "correct horse battery",
  displayName: "Ada",
};

describe.each(adapters)("each route, on %s", (adapter) => {
  let upstream: Upstream;
  let service: Service;
  let admin: string;
  let token: string;
  let id: number;
  const called = new Set<string>();

  beforeAll(async () => {
    upstream = await startUpstream();
    service = await startService(adapter, upstream, {
      users: {
        onEvent: (event) => {
          if (event.type === "attempt" && event.error === undefined) called.add(event.operation);
        },
      },
    });
    admin = await service.signIn("admin", "sandbox-admin");
  });
  afterAll(async () => {
    await service.close();
    await upstream[Symbol.asyncDispose]();
  });

  it("POST /accounts signs up, with a default avatar and color", async () => {
    const { status, body } = await service.call("POST", "/accounts", { body: ada });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      username: "ada",
      displayName: "Ada",
      template: "player",
      additionalProperties: {
        avatar: { type: "image", url: "https://cdn.example/avatars/default.png" },
        gamePieceColor: { type: "text", value: "blue" },
      },
    });
    expect(body.memberSince).toBeTypeOf("number");
    id = body.id;

    const chosen = { avatar: "https://cdn.example/bob.png", gamePieceColor: "teal" };
    const bob = { username: "bob", email: "bob@example.com", password: "long enough", ...chosen };
    const second = await service.call("POST", "/accounts", { body: bob });
    expect(second.body.additionalProperties).toMatchObject({
      avatar: { url: chosen.avatar },
      gamePieceColor: { value: "teal" },
    });
  });

  it("GET /players/:id shows no e-mail address that is a user name", async () => {
    const { displayName: _, ...zoe } = {
      ...ada,
      username: "zoe@private.example",
      email: "z@y.example",
    };
    const { status, body } = await service.call("POST", "/accounts", { body: zoe });
    expect(status).toBe(201);
    const card = await service.call("GET", `/players/${body.id}`);
    expect([card.status, card.body.gamePieceColor]).toEqual([200, "blue"]);
    expect(card.text).not.toContain("private.example");
  });

  it("POST /sessions signs in, POST /sessions/refresh refreshes the token", async () => {
    const { username, password } = ada;
    const signedIn = await service.call("POST", "/sessions", { body: { username, password } });
    expect(signedIn.status).toBe(201);
    expect(signedIn.headers.get("cache-control")).toBe("no-store");
    expect(signedIn.body).toMatchObject({
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      expiresIn: 3600,
    });
    const { refreshToken } = signedIn.body;
    const refreshed = await service.call("POST", "/sessions/refresh", { body: { refreshToken } });
    expect(refreshed.status).toBe(201);
    token = refreshed.body.accessToken;
  });

  it("GET /me and PATCH /me, of the caller", async () => {
    const me = await service.call("GET", "/me", { token });
    expect(me.status).toBe(200);
    expect(me.body).toMatchObject({ id, username: "ada", email: "ada@example.com" });

    const changed = await service.call("PATCH", "/me", {
      token,
      body: { displayName: "Ada L.", gamePieceColor: "gold" },
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      id,
      displayName: "Ada L.",
      additionalProperties: {
        avatar: { url: "https://cdn.example/avatars/default.png" },
        gamePieceColor: { value: "gold" },
      },
    });
    // The guard caches the user's identity; other fields are read again.
    expect((await service.call("GET", "/me", { token })).body.displayName).toBe("Ada L.");
    // Players may not change other fields.
    await service.call("PATCH", "/me", { token, body: { tags: ["vip"], username: "root" } });
    expect((await service.call("GET", "/me", { token })).body).toMatchObject({ username: "ada" });
  });

  it("GET /players/:id shows only public fields", async () => {
    const { status, body } = await service.call("GET", `/players/${id}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      id,
      displayName: "Ada L.",
      memberSince: expect.any(Number),
      avatar: "https://cdn.example/avatars/default.png",
      gamePieceColor: "gold",
    });
  });

  it("PUT /me/password requires the current password", async () => {
    const wrong = await service.call("PUT", "/me/password", {
      token,
      body: { currentPassword: "no idea", password: "a newer password" },
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.fields).toEqual([{ field: "currentPassword", message: expect.any(String) }]);
    const right = await service.call("PUT", "/me/password", {
      token,
      body: { currentPassword: ada.password, password: "a newer password" },
    });
    expect(right.status).toBe(204);
    token = await service.signIn("ada", "a newer password");
  });

  it("POST /password-resets and PUT /password-resets/:id choose a new password", async () => {
    for (const body of [
      { email: ada.email },
      { username: ada.username },
      { mobileNumber: "+491234" },
      { email: "nobody@example.com" },
    ]) {
      const { status, text } = await service.call("POST", "/password-resets", { body });
      expect([status, text]).toEqual([204, ""]);
    }
    const body = { password: "chosen after reset", secret: await upstream.resetSecret(ada.email) };
    const reset = await service.call("PUT", `/password-resets/${id}`, { body });
    expect(reset.status).toBe(204);
    token = await service.signIn("ada", "chosen after reset");
    const again = await service.call("PUT", `/password-resets/${id}`, { body });
    expect(again.status).toBe(400);
  });

  it("GET /admin/users searches with all 12 filters, pages and orders", async () => {
    const search = async (query: string) => {
      const { status, body } = await service.call("GET", `/admin/users?${query}`, { token: admin });
      expect([query, status]).toEqual([query, 200]);
      return body;
    };
    const found = async (query: string): Promise<ReadonlyArray<string>> =>
      (await search(query)).content.map((user: { username: string }) => user.username);
    await service.call("PATCH", `/admin/users/${id}`, {
      token: admin,
      body: { firstName: "Augusta", lastName: "King", fullname: "Augusta King" },
    });
    await service.call("PUT", `/admin/users/${id}/tags/vip`, { token: admin });
    for (const filter of [
      "displayName=Ada L",
      "email=ada@example",
      "firstName=Augus",
      "lastName=Kin",
      "fullname=Augusta K",
      "username=ada",
      "tag=vip&username=ada",
      "search=Ada L",
      `ids=${id},999999&username=ada`,
      "lastActivity=GT,1000000000&username=ada",
    ]) {
      expect(await found(filter), filter).toEqual(["ada"]);
    }
    expect(await found("role=USERS_ADMIN")).toContain("admin");
    expect(await found("group=nobody-is-in-it")).toEqual([]);
    const page = await search("size=3&page=2&order=id:DESC");
    expect(page.content).toHaveLength(3);
    expect(page.totalElements).toBe(13);
    const ids = page.content.map((user: { id: number }) => user.id);
    expect(ids).toEqual([...ids].sort((one, other) => other - one));
  });

  it("/admin/users/:id reads, changes, sets a password and starts a reset", async () => {
    const path = `/admin/users/${id}`;
    const read = await service.call("GET", path, { token: admin });
    expect(read.body).toMatchObject({ id, email: ada.email, tags: ["vip"] });
    // A response can be sent back unchanged.
    const changed = await service.call("PATCH", path, {
      token: admin,
      body: { ...read.body, description: "First of her kind" },
    });
    expect(changed.body).toMatchObject({ description: "First of her kind" });
    const set = { token: admin, body: { password: "set by an admin" } };
    expect((await service.call("PUT", `${path}/password`, set)).status).toBe(204);
    token = await service.signIn("ada", "set by an admin");
    const before = await upstream.resetSecret(ada.email);
    const reset = await service.call("POST", `${path}/password-resets`, { token: admin });
    expect(reset.status).toBe(204);
    expect(await upstream.resetSecret(ada.email)).not.toBe(before);
  });

  it("/admin/users/:id/tags: a banned player cannot sign in", async () => {
    const path = `/admin/users/${id}/tags`;
    const signIn = (password: string) =>
      service.call("POST", "/sessions", { body: { username: "ada", password } });
    const first = await signIn("set by an admin");
    expect((await service.call("PUT", `${path}/banned`, { token: admin })).status).toBe(204);
    expect((await service.call("GET", path, { token: admin })).body).toEqual(["banned", "vip"]);
    expect(await signIn("set by an admin")).toMatchObject({
      status: 403,
      body: { message: "This account is banned." },
    });
    // Only a caller with the password learns of it.
    expect((await signIn("a guess")).status).toBe(401);
    const { refreshToken } = first.body;
    const refreshed = await service.call("POST", "/sessions/refresh", { body: { refreshToken } });
    expect(refreshed.status).toBe(403);
    expect((await service.call("DELETE", `${path}/banned`, { token: admin })).status).toBe(204);
    expect((await signIn("set by an admin")).status).toBe(201);
  });

  it("/admin/templates creates, reads, lists, changes and deletes", async () => {
    const created = await service.call("POST", "/admin/templates", {
      token: admin,
      body: {
        id: "guild",
        name: "Guild",
        properties: [{ type: "text", name: "motto", required: false, maxLength: 40 }],
      },
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ id: "guild", properties: [{ name: "motto" }] });
    const path = "/admin/templates/guild";
    expect((await service.call("GET", path, { token: admin })).body.name).toBe("Guild");
    const list = await service.call("GET", "/admin/templates?order=name:ASC&size=2", {
      token: admin,
    });
    expect(list.body.content.map(({ id }: { id: string }) => id)).toEqual(["guild", "player"]);
    const changed = await service.call("PATCH", path, { token: admin, body: { name: "Guilds" } });
    expect(changed.body).toMatchObject({ name: "Guilds", properties: [{ name: "motto" }] });

    const body = { template: "guild", additionalProperties: {} };
    await service.call("PATCH", `/admin/users/${id}`, { token: admin, body });
    expect(await service.call("DELETE", path, { token: admin })).toMatchObject({
      status: 409,
      body: { code: "TemplateInUse" },
    });
    const remove = await service.call("DELETE", `${path}?cascade=detach`, { token: admin });
    expect(remove.status).toBe(204);
    expect((await service.call("GET", path, { token: admin })).status).toBe(404);
  });

  it("GET /health is up", async () => {
    const { status, body } = await service.call("GET", "/health");
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "ok", details: { users: { status: "up" } } });
  });

  it("has security headers", async () => {
    const { headers } = await service.call("GET", "/health");
    expect(headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-powered-by")).toBeNull();
  });

  it("has called every operation of the API", () => {
    const missing = Object.values(contract)
      .map(({ name }) => name)
      .filter((name) => !called.has(name));
    expect(missing).toEqual([]);
    expect(called.size).toBe(17);
  });
});
