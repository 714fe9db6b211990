import { expect, inject, it } from "vitest";
import { createServer } from "../../src/index.ts";
import { freshDatabase } from "../engines/databases.ts";
import { callerOf } from "../support.ts";
import { bothHosts } from "./failover.ts";

const urlOf = async () => {
  const { database, drop } = await freshDatabase();
  if (typeof database === "string" || !("url" in database)) throw new Error("engine");
  return { url: database.url, drop };
};

/** Nobody listens there. */
const deadUrl = "postgres://postgres:x@127.0.0.1:1/x";

// The short form of `failover.long.test.ts`.
it("uses the host that responds, whichever place it has in the URL", async () => {
  const { url, drop } = await urlOf();
  const deadFirst = url.replace(/@([^/]+)\//, (_, host: string) => `@127.0.0.1:1,${host}/`);
  for (const both of [bothHosts(url, deadUrl), deadFirst]) {
    await using server = await createServer({ database: { url: both }, sandbox: { users: 2 } });
    expect((await callerOf(server)("GET", "/users/2")).status).toBe(200);
  }
  await drop();
});

// The short form of `replica.long.test.ts` and `replicaGone.long.test.ts`.
it.each([
  ["is no replica", () => inject("postgresUrl")],
  ["does not respond", () => deadUrl],
])("reads from the primary if the server of DATABASE_REPLICA_URL %s", async (_, replicaUrl) => {
  const { url, drop } = await urlOf();
  const database = { url, replicaUrl: replicaUrl() };
  await using server = await createServer({ database, sandbox: { users: 2 } });
  const call = callerOf(server);
  expect((await call("GET", "/health/ready")).body.replica).toBe("down");
  expect((await call("GET", "/users/2")).status).toBe(200);
  expect((await call("GET", "/users")).body.total_elements).toBe(2);
  await server.close();
  await drop();
});
