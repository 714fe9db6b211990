import { ServerError, Unauthorized, UserNotFound } from "@knetik-users/core";
import { fakeError } from "@knetik-users/vue/testing";
import { expect, it } from "vitest";
import { type BulkOptions, type BulkRow, runBulk } from "./runBulk.ts";

const rowsOf = (count: number): ReadonlyArray<BulkRow> =>
  Array.from({ length: count }, (_, index) => ({ user: { id: index + 1 }, state: "waiting" }));
const run = (
  rows: ReadonlyArray<BulkRow>,
  options: Pick<BulkOptions, "act"> & Partial<BulkOptions>,
) =>
  runBulk({
    rows,
    signal: new AbortController().signal,
    done: "done",
    onChange: () => {},
    onWait: () => {},
    sleep: () => Promise.resolve(),
    ...options,
  });
const statesOf = (rows: ReadonlyArray<BulkRow>) => rows.map(({ state }) => state);

it("acts on each user once, eight at a time", async () => {
  const rows = rowsOf(100);
  const acted: Array<number> = [];
  let inFlight = 0;
  let most = 0;
  await run(rows, {
    act: async ({ id }) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      acted.push(id);
      inFlight -= 1;
    },
  });
  expect(acted.sort((a, b) => a - b)).toEqual(rows.map(({ user }) => user.id));
  expect(most).toBe(8);
  expect(new Set(statesOf(rows))).toEqual(new Set(["done"]));
});

it("reports each failure at its row, and goes on", async () => {
  const rows = rowsOf(20);
  const missing = fakeError(UserNotFound, {});
  await run(rows, { act: ({ id }) => (id === 7 ? Promise.reject(missing) : Promise.resolve()) });
  expect(statesOf(rows).filter((state) => state === "done")).toHaveLength(19);
  expect(rows[6]).toMatchObject({ state: "failed", error: missing });
});

it("waits together while the API is unavailable, and gives up a row that fails all the time", async () => {
  const rows = rowsOf(20);
  const unavailable = fakeError(ServerError, { retryable: true, retryAfter: 5_000 });
  const waits: Array<number> = [];
  let failures = 0;
  await run(rows, {
    act: ({ id }) => {
      if (id === 20) return Promise.reject(unavailable);
      failures += 1;
      return failures <= 8 ? Promise.reject(unavailable) : Promise.resolve();
    },
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  expect(waits[0]).toBeGreaterThanOrEqual(5_000);
  // Not one for each of the eight rows.
  expect(waits.length).toBeLessThan(8);
  expect(statesOf(rows).filter((state) => state === "done")).toHaveLength(19);
  expect(rows[19]?.state).toBe("failed");
});

it("leaves the rest waiting when it is cancelled or the session ends, and continues later", async () => {
  for (const end of ["cancel", "session"] as const) {
    const rows = rowsOf(100);
    const controller = new AbortController();
    let acted = 0;
    const act = () => {
      acted += 1;
      if (acted < 20) return Promise.resolve();
      if (end === "session") return Promise.reject(fakeError(Unauthorized, {}));
      controller.abort();
      return Promise.resolve();
    };
    await run(rows, { act, signal: controller.signal });
    const done = statesOf(rows).filter((state) => state === "done").length;
    expect(done).toBeGreaterThanOrEqual(19);
    expect(done).toBeLessThan(30);
    expect(statesOf(rows).filter((state) => state === "waiting")).toHaveLength(100 - done);
    await run(rows, { act: () => Promise.resolve() });
    expect(new Set(statesOf(rows))).toEqual(new Set(["done"]));
  }
});
