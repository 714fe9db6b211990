import { expect, inject, it } from "vitest";
import { createServer } from "../../src/index.ts";
import { installedPgBouncer, startPgBouncer } from "../engines/pgbouncer.ts";
import { nameOf, startReplicated, until } from "./replicas.ts";

it("a replica that is too far behind or gone is not used, and is used again", async () => {
  await using replicated = await startReplicated();
  const { standby, serve, pause, resume } = replicated;
  await using fixture = await serve(1);
  await until(fixture, "up");
  await pause();
  await until(fixture, "behind");
  const json = { display_name: "Later" };
  expect((await fixture.call("PUT", "/users/7", { json, token: fixture.admin })).status).toBe(204);
  // On a busy machine the replica may have been behind for another reason before.
  await expect.poll(() => nameOf(fixture, 7)).toBe("Later");
  await resume();
  await until(fixture, "up");
  await standby.kill();
  for (let round = 0; round < 20; round += 1) expect(await nameOf(fixture, 7)).toBe("Later");
  await until(fixture, "down");
  expect((await fixture.call("GET", "/health/ready")).status).toBe(200);
  await standby.start();
  await until(fixture, "up");
});

it("a replica that is promoted or has another history is not used", async () => {
  await using replicated = await startReplicated();
  await using fixture = await replicated.serve();
  await until(fixture, "up");
  await replicated.standby.promote();
  await until(fixture, "down");
  expect((await fixture.call("GET", "/users/1")).status).toBe(200);
});

const installed = installedPgBouncer();
it.skipIf(installed === undefined)(
  "a pooler in front of the replica is refused (skipped unless pgbouncer is installed)",
  async () => {
    await using pooler = await startPgBouncer(installed!, inject("postgresUrl"), [
      "pool_mode = transaction",
      "ignore_startup_parameters = options, statement_timeout, lock_timeout, idle_in_transaction_session_timeout",
    ]);
    const database = {
      url: inject("postgresUrl"),
      replicaUrl: pooler.through(inject("postgresUrl")),
    };
    await expect(createServer({ database, sandbox: true })).rejects.toThrow(
      "DATABASE_REPLICA_URL leads to a connection pooler",
    );
  },
);
