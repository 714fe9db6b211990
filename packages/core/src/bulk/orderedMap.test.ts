import { expect, it } from "vitest";
import { orderedMap } from "./orderedMap.ts";

it("keeps the order, and maps no more inputs at a time than allowed", async () => {
  let running = 0;
  let most = 0;
  const resolvers: Array<() => void> = [];
  const map = async (input: number) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => resolvers.push(resolve));
    running -= 1;
    return input;
  };
  const results: Array<number> = [];
  const all = (async () => {
    for await (const result of orderedMap([1, 2, 3, 4, 5, 6, 7], 3, map)) results.push(result);
  })();
  // The newest ends first.
  while (results.length < 7) {
    resolvers.pop()?.();
    await new Promise(setImmediate);
  }
  await all;
  expect(results).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

it("reports a failure in its turn, after the results before it", async () => {
  const results: Array<number> = [];
  const all = (async () => {
    const map = async (input: number) => {
      if (input === 3) throw new Error("third");
      return input;
    };
    for await (const result of orderedMap([1, 2, 3, 4], 4, map)) results.push(result);
  })();
  await expect(all).rejects.toThrow("third");
  expect(results).toEqual([1, 2]);
});
