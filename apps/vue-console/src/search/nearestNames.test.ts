import { expect, it, vi } from "vitest";
import { nearestNames } from "./nearestNames.ts";

const clientOf = (...names: ReadonlyArray<string>) => ({
  findUsers: vi.fn(async ({ search }: { readonly search: string }) => ({
    users: names
      .filter((name) => name.startsWith(search))
      .map((displayName, id) => ({ id, displayName, matched: ["display_name"] })),
    hasMore: false,
  })),
});
const { signal } = new AbortController();

it("finds the longest beginning that somebody has, with few requests", async () => {
  const client = clientOf("nightowl", "nina");
  const nearest = await nearestNames(client, "nightowww, the first of his name", signal);
  expect(nearest).toMatchObject({ by: "beginning", text: "nightow" });
  expect(nearest?.found.map(({ matched }) => matched)).toEqual([[{ search: "nightow" }]]);
  expect(client.findUsers.mock.calls.length).toBeLessThanOrEqual(5);
});

it("finds nothing by a single letter", async () => {
  const client = clientOf("nina");
  expect(await nearestNames(client, "nx", signal)).toBeNull();
  expect(client.findUsers).not.toHaveBeenCalled();
  expect(await nearestNames(client, "nxx", signal)).toBeNull();
});
