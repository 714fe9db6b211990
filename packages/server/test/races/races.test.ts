import { afterAll, beforeAll, describe, it } from "vitest";
import { startShared, type SharedFixture } from "../engines/shared.ts";
import { races, type Send } from "./scenarios.ts";

let shared: SharedFixture;
let send: Send;
beforeAll(async () => {
  shared = await startShared(3);
  const { fixtures } = shared;
  send = (number, ...sent) => (fixtures[number % fixtures.length] ?? fixtures[0]).call(...sent);
});
afterAll(() => shared[Symbol.asyncDispose]());

describe("servers on one database, asked at once", () => {
  it.each(Object.entries(races))("%s", (_, race) =>
    race({ send, admin: shared.fixtures[0].admin }),
  );
});
