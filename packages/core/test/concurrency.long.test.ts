import { expect, it } from "vitest";
import { callAtOnce } from "./support/callAtOnce.ts";

it("10,000 calls at once all succeed", async () => {
  const { errors, mostInFlight } = await callAtOnce(10_000);
  expect(errors).toEqual([]);
  expect(mostInFlight).toBe(256);
});
