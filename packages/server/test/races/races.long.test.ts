import { afterAll, beforeAll, describe, it } from "vitest";
import { freshDurable, type TestDatabase } from "../engines/databases.ts";
import { adminOf, type ServerProcess, spawnServer } from "../engines/spawn.ts";
import { races, type Send } from "./scenarios.ts";

let fresh: TestDatabase;
let servers: ReadonlyArray<ServerProcess>;
let send: Send;
let admin: string;
beforeAll(async () => {
  fresh = await freshDurable();
  const options = { database: fresh.database, sandbox: { users: 40 } };
  // Both start at once: one migrates, and one fills the tables.
  servers = await Promise.all([1, 2, 3, 4].map(() => spawnServer(options)));
  send = (number, ...sent) => servers[number % servers.length]!.call(...sent);
  admin = await adminOf(servers[0]!);
});
afterAll(async () => {
  for (const server of servers) await server[Symbol.asyncDispose]();
  await fresh.drop();
});

describe("four processes on one database, asked at once", () => {
  it.each(Object.entries(races))("%s", (_, race) => race({ send, admin }));
});
