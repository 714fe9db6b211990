import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "../database/database.ts";
import { sqlite } from "../database/sqlite.ts";
import { createServer } from "../server.ts";
import { runCommand } from "../../test/runCommand.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "knetik-users-administration-"));
});
afterAll(() => rm(folder, { recursive: true }));

const file = () => join(folder, "users.sqlite");
/** Runs a command that is expected to succeed, or to fail. */
const run = async (isExpectedToFail: boolean, ...flags: ReadonlyArray<string>) => {
  const { output, errors, failed } = await runCommand(...flags, "--data", file());
  expect(failed).toBe(isExpectedToFail);
  return failed ? errors : output;
};
const administer = (...flags: ReadonlyArray<string>) => run(false, ...flags);
const refused = (...flags: ReadonlyArray<string>) => run(true, ...flags);

it("creates a first administrator, and imports users", async () => {
  const created = await administer("create-admin", "root", "--email", "root@example.org");
  const [, password = ""] = /password {2}(\S+)/.exec(created) ?? [];
  expect(password).toHaveLength(43);
  expect(await refused("create-admin", "root", "--email", "other@example.org")).toBe(
    "error: username is already taken (case-insensitive).",
  );
  expect(await refused("create-admin", "other", "--email", "a@x.example,b@x.example")).toContain(
    "email must be one e-mail address",
  );
  await administer("create-client", "console", "--public");
  const lines = join(folder, "users.jsonl");
  const bcrypt = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
  const users = [
    { username: "imported", email: "imported@example.org", password_hash: bcrypt },
    { username: "imported", email: "again@example.org" },
  ];
  await writeFile(lines, users.map((user) => `${JSON.stringify(user)}\n`).join(""));
  expect(await refused("import-users", lines)).toBe(
    "line 2: username is already taken\nerror: 1 of 2 lines were not imported.",
  );
  expect(await refused("import-users", join(folder, "missing.jsonl"))).toContain("ENOENT");

  await using server = await createServer({ database: { file: file() } });
  const signIn = async (username: string, secret: string) => {
    const form = { grant_type: "password", client_id: "console", username, password: secret };
    const body = new URLSearchParams(form);
    const request = new Request("http://test/oauth/token", { method: "POST", body });
    return (await (await server.fetch(request)).json()) as { access_token?: string };
  };
  expect((await signIn("imported", "U*U")).access_token).toBeDefined();
  const { access_token: token } = await signIn("root", password);
  const headers = { authorization: `Bearer ${token}` };
  for (const path of ["/users?filter_role=USERS_ADMIN", "/users/templates"]) {
    const answer = await server.fetch(new Request(`http://test${path}`, { headers }));
    expect(answer.status).toBe(200);
  }
  await administer("delete-user", "root", "--yes");
  await administer("delete-user", "imported", "--yes");
  await administer("delete-client", "console");
});

it("administers clients, roles and groups, and each can be seen through the API", async () => {
  const created = await administer("create-client", "ops", "--role", "USERS_ADMIN");
  const [, secret = ""] = /client_secret {2}(\S+)/.exec(created) ?? [];
  expect(await administer("create-client", "app", "--public")).not.toContain("client_secret");
  expect(await refused("create-client", "x", "--public", "--role", "USERS_ADMIN")).toBe(
    "error: A public client has no roles; its users do.",
  );
  expect((await administer("list-clients")).split("\n")).toEqual([
    "app  public        no role",
    "ops  confidential  USERS_ADMIN",
  ]);

  await using server = await createServer({ database: { file: file() } });
  const ask = async (path: string, token?: string, init: RequestInit = {}) => {
    const request = new Request(`http://test${path}`, init);
    if (token !== undefined) {
      request.headers.set("authorization", `Bearer ${token}`);
      request.headers.set("content-type", "application/json");
    }
    const response = await server.fetch(request);
    return (await response.json()) as Record<string, unknown> & { content: Array<{ id: number }> };
  };
  const grant = async (form: Record<string, string>) => {
    const body = new URLSearchParams(form);
    return (await ask("/oauth/token", undefined, { method: "POST", body })) as {
      access_token?: string;
      error?: string;
    };
  };
  const asOps = { grant_type: "client_credentials", client_id: "ops", client_secret: secret };
  const { access_token: ops } = await grant(asOps);
  const ada = { username: "ada", email: "ada@example.org", password: "a-good-password" };
  const { id } = await ask("/users", ops, { method: "POST", body: JSON.stringify(ada) });
  const signedIn = await grant({ ...ada, grant_type: "password", client_id: "app" });
  expect(signedIn.access_token).toBeDefined();

  expect(await administer("create-group", "founders", "--name", "The founders")).toContain(
    "Created group founders",
  );
  expect(await refused("create-group", "founders")).toContain("already");
  await administer("join-group", "founders", "ada");
  await administer("grant-role", "ADA@example.org", "--role", "TEMPLATE_ADMIN");
  const found = async (filter: string) => (await ask(`/users?${filter}`, ops)).content.length;
  expect([await found("filter_group=founders"), await found("filter_role=TEMPLATE_ADMIN")]).toEqual(
    [1, 1],
  );
  await administer("leave-group", "founders", "ada");
  await administer("revoke-role", "ada", "--role", "TEMPLATE_ADMIN");
  expect([await found("filter_group=founders"), await found("filter_role=TEMPLATE_ADMIN")]).toEqual(
    [0, 0],
  );
  expect(await refused("join-group", "nobodies", "ada")).toBe(
    "error: Group nobodies does not exist.",
  );
  expect(await refused("grant-role", "bob", "--role", "USERS_ADMIN")).toBe(
    "error: User bob does not exist.",
  );

  const secretOf = (text: string) => /client_secret {2}(\S+)/.exec(text)?.[1] ?? "";
  const withSecret = (client_secret: string) => grant({ ...asOps, client_secret });
  const rotated = secretOf(await administer("rotate-secret", "ops"));
  for (const valid of [secret, rotated]) {
    expect((await withSecret(valid)).access_token).toBeDefined();
  }
  // Two are valid at most, and one with --keep 0.
  const again = secretOf(await administer("rotate-secret", "ops"));
  expect((await withSecret(secret)).error).toBe("invalid_client");
  expect((await withSecret(rotated)).access_token).toBeDefined();
  const last = secretOf(await administer("rotate-secret", "ops", "--keep", "0"));
  for (const invalid of [rotated, again]) {
    expect((await withSecret(invalid)).error).toBe("invalid_client");
  }
  expect((await withSecret(last)).access_token).toBeDefined();
  expect(await refused("rotate-secret", "app")).toContain("is public");
  expect(await refused("rotate-secret", "nobody")).toContain("does not exist");

  await administer("disable-user", "ada");
  const signIn = () => grant({ ...ada, grant_type: "password", client_id: "app" });
  expect((await signIn()).error).toBe("invalid_grant");
  await administer("enable-user", "ADA@example.org");
  expect((await signIn()).access_token).toBeDefined();
  const exported = JSON.parse(await administer("export-user", "ada")) as {
    user: { username: string };
  };
  expect(exported.user.username).toBe("ada");

  await administer("delete-client", "ops");
  expect((await grant(asOps)).error).toBe("invalid_client");
  expect(await ask("/users?filter_role=USERS_ADMIN", ops)).toMatchObject({ code: 2 });
  const audit = (await administer("audit", "--target", `user:${String(id)}`)).split("\n");
  expect(audit.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(
    expect.arrayContaining(["user.registered", "group.joined", "role.granted", "role.revoked"]),
  );
  expect(await administer("anonymize-user", "ada", "--yes")).toBe("ada is anonymous.");
  expect(await refused("delete-user", "ada", "--yes")).toBe("error: User ada does not exist.");
  const { queries } = await openDatabase(sqlite(file()));
  const [user] = await queries.selectFrom("users").select("username").execute();
  await queries.destroy();
  expect(await administer("delete-user", user?.username ?? "", "--yes")).toContain("is deleted");
});
