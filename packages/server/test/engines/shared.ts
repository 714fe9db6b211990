import { inject } from "vitest";
import type { UsersServerOptions } from "../../src/index.ts";
import { start, type Fixture } from "../support.ts";
import { freshDatabase } from "./databases.ts";

/** Several servers on one database, as far as the engine allows. */
export interface SharedFixture extends AsyncDisposable {
  readonly fixtures: readonly [Fixture, ...Array<Fixture>];
}

export const startShared = async (
  count: number,
  more: UsersServerOptions = {},
): Promise<SharedFixture> => {
  const { database, drop } = await freshDatabase();
  const options = { database, sandbox: { users: 40 }, ...more };
  const first = await start(options);
  const others = inject("engine") === "memory" ? [] : Array.from({ length: count - 1 });
  const fixtures = [first, ...(await Promise.all(others.map(() => start(options))))] as const;
  return {
    fixtures: [...fixtures],
    [Symbol.asyncDispose]: async () => {
      for (const { server } of fixtures) await server.close();
      await drop();
    },
  };
};
