import { Client } from "pg";
import { expect } from "vitest";
import { createServer } from "../../src/index.ts";
import { acknowledgedWrites } from "../engines/acknowledged.ts";
import { startCluster } from "../engines/cluster.ts";
import { adminOf } from "../engines/spawn.ts";
import { type Answer, callerOf } from "../support.ts";

/** A URL with the hosts of both. */
export const bothHosts = (first: string, second: string): string => {
  const { host } = new URL(second);
  return first.replace(/@([^/]+)\//, (_, one: string) => `@${one},${host}/`);
};

const execute = async (url: string, ...statements: ReadonlyArray<string>) => {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
};

/** Commits wait until a replica has written them, too. */
const waitForStandby = async (url: string): Promise<void> => {
  await execute(
    url,
    "alter database postgres set synchronous_commit = on",
    "alter system set synchronous_standby_names = '*'",
    "select pg_reload_conf()",
  );
};

/** Kills the primary under load and promotes its replica. */
export const failOver = async (writers: number, writes: number): Promise<void> => {
  await using cluster = await startCluster();
  const standby = await cluster.addStandby();
  await waitForStandby(cluster.url);
  const url = bothHosts(cluster.url, standby.url);
  await using server = await createServer({ database: { url }, sandbox: { users: 40 } });
  const call = callerOf(server);
  const token = await adminOf({ call });
  const acknowledged = acknowledgedWrites(38);
  const reads: Array<Answer> = [];
  let goesOn = true;
  const writing = Array.from({ length: writers }, () =>
    acknowledged.write(call, token, () => goesOn),
  );
  const reading = Array.from({ length: 2 }, async () => {
    while (goesOn) {
      const answer = await call("GET", "/users?filter_search=a", { token });
      if (answer.status !== 200) reads.push(answer);
    }
  });
  await expect.poll(acknowledged.count, { timeout: 60_000 }).toBeGreaterThan(writes);

  await cluster.kill();
  await standby.promote();
  const during = acknowledged.count();
  await expect.poll(acknowledged.count, { timeout: 60_000 }).toBeGreaterThan(during + writes);

  // The former primary comes back with its own history, and accepts changes.
  await cluster.start();
  await execute(cluster.url, "alter system reset synchronous_standby_names");
  await execute(cluster.url, "select pg_reload_conf()");
  const back = acknowledged.count();
  await expect.poll(acknowledged.count, { timeout: 60_000 }).toBeGreaterThan(back + writes);
  goesOn = false;
  const failures = (await Promise.all(writing)).flat();
  await Promise.all(reading);
  expect(failures.length).toBeGreaterThan(0);
  for (const { status, body, headers } of [...failures, ...reads]) {
    expect(status).toBe(503);
    // It asks to retry only when nothing was changed.
    expect(headers.get("retry-after")).toBe(body.code === 110 ? "1" : null);
    expect([110, 111]).toContain(body.code);
  }
  await acknowledged.verify(call, token);

  // A server that starts now does not use the former primary either, although it comes first.
  await using later = await createServer({ database: { url }, sandbox: { users: 40 } });
  await acknowledged.verify(callerOf(later), token);
};
