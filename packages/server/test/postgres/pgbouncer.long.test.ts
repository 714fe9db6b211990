import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { createServer, type UsersServer } from "../../src/index.ts";
import { databaseAt } from "../engines/databases.ts";
import { installedPgBouncer, startPgBouncer } from "../engines/pgbouncer.ts";
import { adminOf } from "../engines/spawn.ts";
import { callerOf } from "../support.ts";

const installed = installedPgBouncer();
const keepsStatements = installed !== undefined && installed.version[1] >= 21;

/** As in the README, with few connections, so that clients take turns on each. */
const settings = [
  "pool_mode = transaction",
  "default_pool_size = 2",
  "ignore_startup_parameters = options, statement_timeout, lock_timeout, idle_in_transaction_session_timeout",
  ...(keepsStatements ? ["max_prepared_statements = 200"] : []),
];
const limits = {
  statement_timeout: "10s",
  lock_timeout: "5s",
  idle_in_transaction_session_timeout: "15s",
};

/** An empty database, whose owner has the given settings. */
const emptyDatabase = async (roleSettings: Readonly<Record<string, string>>) => {
  const owner = `owner_${randomUUID().replaceAll("-", "")}`;
  const admin = new Client({ connectionString: inject("postgresUrl") });
  await admin.connect();
  await admin.query(`create role ${owner} login password 'not-a-secret'`);
  await admin.query(`create database ${owner} owner ${owner}`);
  for (const [name, value] of Object.entries(roleSettings)) {
    await admin.query(`alter role ${owner} set ${name} = '${value}'`);
  }
  onTestFinished(async () => {
    await admin.query(`drop database ${owner} with (force)`);
    await admin.query(`drop role ${owner}`);
    await admin.end();
  });
  const url = new URL(databaseAt(inject("postgresUrl"), owner));
  url.username = owner;
  url.password = "not-a-secret";
  return url.href;
};

const serving = (url: string) =>
  createServer({ database: { url, poolSize: 6 }, sandbox: { users: 20 } });

const mixedCalls = (servers: ReadonlyArray<UsersServer>, token: string) =>
  Array.from({ length: 120 }, async (_, number) => {
    const server = servers[number % servers.length]!;
    const call = callerOf(server);
    switch (number % 4) {
      case 0:
        return (await call("GET", `/users/${1 + (number % 20)}`, { token })).status;
      case 1:
        return (await call("GET", "/users?filter_search=a&order=display_name:ASC")).status;
      case 2:
        return (
          await call("POST", `/users/${3 + (number % 10)}/tags`, {
            json: { value: `tag${number}` },
            token,
          })
        ).status;
      default:
        return (await adminOf({ call })) === "" ? 0 : 200;
    }
  });

describe.skipIf(installed === undefined)(
  "behind PgBouncer in transaction mode (skipped unless pgbouncer is installed, see PGBOUNCER)",
  () => {
    const pgBouncer = installed!;

    it("serves calls at once, migrates under a lock, keeps time limits and survives a restart", async () => {
      const direct = await emptyDatabase(limits);
      await using pooler = await startPgBouncer(pgBouncer, direct, settings);
      const url = pooler.through(direct);
      // An empty database, so that both want to migrate it.
      const servers = await Promise.all([serving(url), serving(url)]);
      onTestFinished(async () => {
        for (const server of servers) await server.close();
      });
      const call = callerOf(servers[0]);
      const token = await adminOf({ call });

      const statuses = await Promise.all(mixedCalls(servers, token));
      expect(new Set(statuses)).toEqual(new Set([200, 204]));

      const client = new Client({ connectionString: direct });
      await client.connect();
      const { rows } = await client.query(
        "select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())",
      );
      expect(rows).toHaveLength(0);

      await pooler.kill();
      const away = await call("GET", "/users/1", { token });
      expect([away.status, away.headers.get("retry-after")]).toEqual([503, "1"]);
      // Short, so that the test need not wait for it.
      await client.query("alter role current_user set lock_timeout = '300ms'");
      await pooler.start();

      // A lock that is held is not waited for forever.
      await client.query("begin; select from users where id = 3 for update");
      const json = { value: "late" };
      const waiting = await call("POST", "/users/3/tags", { json, token });
      expect([waiting.status, waiting.headers.get("retry-after")]).toEqual([503, "1"]);
      await client.query("rollback");
      await client.end();
      const again = await call("POST", "/users/3/tags", { json, token });
      expect(again.status).toBe(204);
    });

    it("says which startup parameters to ignore", async () => {
      const direct = await emptyDatabase(limits);
      await using pooler = await startPgBouncer(pgBouncer, direct, ["pool_mode = transaction"]);
      await expect(serving(pooler.through(direct))).rejects.toThrow(
        "ignore_startup_parameters = options, lock_timeout, statement_timeout, idle_in_transaction_session_timeout",
      );
    });

    it("says how to limit the time of statements", async () => {
      const direct = await emptyDatabase({ statement_timeout: "10s" });
      await using pooler = await startPgBouncer(pgBouncer, direct, settings);
      const { username } = new URL(direct);
      await expect(serving(pooler.through(direct))).rejects.toThrow(
        `ALTER ROLE ${username} SET idle_in_transaction_session_timeout = '15s'; ` +
          `ALTER ROLE ${username} SET lock_timeout = '5s';`,
      );
    });
  },
);
