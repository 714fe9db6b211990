import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServer } from "../../src/index.ts";
import { freshDatabase, type TestDatabase } from "../engines/databases.ts";
import { type Answer, type Fixture, start } from "../support.ts";

let fresh: TestDatabase;
let url: string;
let fixture: Fixture;
let other: Client;
beforeAll(async () => {
  fresh = await freshDatabase();
  if (typeof fresh.database === "string" || !("url" in fresh.database)) throw new Error("engine");
  ({ url } = fresh.database);
  fixture = await start({ database: { url, poolSize: 3 } });
  other = new Client({ connectionString: url });
  await other.connect();
});
afterAll(async () => {
  await other.end();
  await fixture.server.close();
  await fresh.drop();
});

/** The number of the server's connections. */
const connections = async () => {
  const { rows } = await other.query<{ readonly count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  );
  return rows[0]?.count;
};

/** Ends the server's connections, as a restart or a firewall would. */
const disconnect = () =>
  other.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  );
const described = ({ status, body, headers }: Answer) => [
  status,
  body?.code,
  headers.get("retry-after"),
];
const register = (username: string) =>
  fixture.call("POST", "/users", {
    json: { username, email: `${username}@example.org`, password: "a-password" },
  });
const totalUsers = async () => (await fixture.call("GET", "/users")).body.total_elements;

describe("a connection that is lost", () => {
  it("an idle connection that is lost is replaced", async () => {
    await fixture.call("GET", "/users/1");
    await disconnect();
    await expect.poll(connections).toBe(0);
    // A call before the pool has noticed may fail.
    await expect.poll(async () => (await fixture.call("GET", "/users/1")).status).toBe(200);
  });

  it("during a change leaves no trace and asks to retry", async () => {
    await other.query("begin");
    await other.query("select from users where id = 2 for update");
    const json = { first_name: "Lost" };
    const waiting = fixture.call("PUT", "/users/2", { json, token: fixture.admin });
    for (;;) {
      const { rows } = await other.query(
        `select from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (rows.length > 0) break;
    }
    await disconnect();
    expect(described(await waiting)).toEqual([503, 110, "1"]);
    await other.query("rollback");
    const sent = { json, token: fixture.admin };
    expect((await fixture.call("PUT", "/users/2", sent)).status).toBe(204);
  });

  it("reports an unknown outcome when lost during a commit", async () => {
    await other.query(`
      create function lose() returns trigger language plpgsql as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
      create constraint trigger lose after insert on users deferrable initially deferred
        for each row execute function lose()`);
    const before = await totalUsers();
    expect(described(await register("uncertain"))).toEqual([503, 111, null]);
    await other.query("drop function lose cascade");
    expect(await totalUsers()).toBe(before);
    expect((await register("uncertain")).status).toBe(200);
  });
});

it("a few connections serve many calls at once", async () => {
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) => fixture.call("GET", `/users/${(index % 2) + 1}`)),
  );
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  const { rows } = await other.query(
    `select count(*) from pg_stat_activity
     where datname = current_database() and application_name = 'knetik-users-server'`,
  );
  expect(Number(rows[0].count)).toBeLessThanOrEqual(3);
});

it("two transactions that deadlock both succeed eventually", async () => {
  const token = fixture.admin;
  await fixture.call("POST", "/users/templates", {
    json: { id: "knot", name: "Knot", allow_additional: true },
    token,
  });
  // Locks the template, then the user: the opposite order of the server.
  await other.query("begin");
  await other.query("select from templates where id = 'knot' for update");
  const update = fixture.call("PUT", "/users/2", {
    json: { template: "knot", additional_properties: {} },
    token,
  });
  for (;;) {
    const { rows } = await other.query(
      `select from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) break;
  }
  // One of the two transactions is rolled back. If it is this one, the server's succeeded.
  await other.query("select from users where id = 2 for update").catch(() => undefined);
  await other.query("rollback");
  expect((await update).status).toBe(204);
});

describe("at the start", () => {
  const address = (change: (url: URL) => void) => {
    const changed = new URL(url);
    change(changed);
    return changed.href;
  };

  it.each([
    ["a port where nobody listens", (url: URL) => (url.port = "1"), "Could not connect"],
    ["a wrong password", (url: URL) => (url.password = "swordfish"), "password authentication"],
    ["a database that does not exist", (url: URL) => (url.pathname = "/nowhere"), "does not exist"],
  ])("reports %s in one line without the password", async (_, change, message) => {
    const { password } = new URL(url);
    const failure = await createServer({ database: { url: address(change) } }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(Error);
    const said = `${(failure as Error).message} ${(failure as Error).stack ?? ""}`;
    expect(said).toContain(message);
    for (const secret of [password, "swordfish"]) expect(said).not.toContain(secret);
  });

  it("rejects an invalid URL without repeating it", async () => {
    for (const wrong of [
      "mysql://root:swordfish@host/db",
      "postgres://u:swordfish@:x/",
      "swordfish",
    ]) {
      const failure = await createServer({ database: { url: wrong } }).catch(
        (error: unknown) => error,
      );
      expect(String(failure)).toContain("[KUS1001] database.url: Is invalid. Use");
      expect(String(failure)).not.toContain("swordfish");
    }
    await expect(createServer({ database: { url, poolSize: 0 } })).rejects.toThrow("poolSize");
  });
});
