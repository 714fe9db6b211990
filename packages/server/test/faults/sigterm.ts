import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { acknowledgedWrites } from "../engines/acknowledged.ts";
import { freshDurable } from "../engines/databases.ts";
import { adminOf, spawnServer } from "../engines/spawn.ts";
import type { Answer, Sent } from "../support.ts";
import { openConnection } from "./connection.ts";

const people = 38;
const signIn = { grant_type: "password", client_id: "web", username: "jdoe" };

/** Stops the server under load from this number of connections, and returns failed calls. */
export const stopUnderLoad = async (connections: number): Promise<void> => {
  const { database, drop } = await freshDurable();
  const options = { database, sandbox: { users: people + 2 } };
  await using server = await spawnServer(options);
  const token = await adminOf(server);
  const acknowledged = acknowledgedWrites(people);
  const failed: Array<unknown> = [];
  let answered = 0;

  const one = async (index: number) => {
    const connection = openConnection(server.url);
    const call = async (method: string, path: string, sent?: Sent): Promise<Answer> => {
      const outcome = await connection.call(method, path, sent);
      if ("answer" in outcome) {
        answered += 1;
        if (outcome.answer.status >= 400) failed.push(outcome.answer);
        return outcome.answer;
      }
      // The server no longer accepts connections. All other calls were in flight.
      if (!outcome.isNew) failed.push(outcome.error);
      throw outcome.error;
    };
    const forever = async (method: string, path: string, sent?: Sent) => {
      for (;;) await call(method, path, sent);
    };
    if (index % 10 === 0) {
      const form = { ...signIn, password: "sandbox-jdoe" };
      await forever("POST", "/oauth/token", { form }).catch(() => {});
    } else if (index % 2 === 0) {
      await forever("GET", "/users?filter_search=a&size=100", { token }).catch(() => {});
    } else await acknowledged.write(call, token, () => true);
    connection.close();
  };
  const load = Array.from({ length: connections }, (_, index) => one(index));
  // No answers come once every connection has failed.
  while (answered < connections * 4 && failed.length === 0) await sleep(5);
  const before = answered;
  expect(await server.stop()).toBe(0);
  await Promise.all(load);
  expect(failed).toEqual([]);
  // Calls in flight are answered afterwards.
  expect(answered).toBeGreaterThan(before);

  await using next = await spawnServer(options);
  await acknowledged.verify(next.call, await adminOf(next));
  expect(acknowledged.count()).toBeGreaterThan(0);
  await next.stop();
  await drop();
};
