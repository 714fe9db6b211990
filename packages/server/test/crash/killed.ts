import { setTimeout as sleep } from "node:timers/promises";
import { acknowledgedWrites } from "../engines/acknowledged.ts";
import { freshDurable } from "../engines/databases.ts";
import { adminOf, spawnServer } from "../engines/spawn.ts";

const people = 38;
const writers = 8;

/** Kills the server repeatedly while it writes, and checks every write it acknowledged. */
export const killAgainAndAgain = async (times: number): Promise<void> => {
  const { database, drop } = await freshDurable();
  const options = { database, sandbox: { users: people + 2 } };
  const acknowledged = acknowledgedWrites(people);
  for (let time = 0; time < times; time += 1) {
    const server = await spawnServer(options);
    const token = await adminOf(server);
    const before = acknowledged.count();
    const writing = Array.from({ length: writers }, () =>
      acknowledged.write(server.call, token, () => true),
    );
    while (acknowledged.count() === before) await sleep(2);
    // At a different point each time.
    await sleep((time * 37) % 160);
    await server.kill();
    await Promise.all(writing);
  }
  await using server = await spawnServer(options);
  await acknowledged.verify(server.call, await adminOf(server));
  await server.kill();
  await drop();
};
