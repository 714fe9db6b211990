import { describe, expect, it } from "vitest";
import { setUpExamples } from "./examples.ts";
import { blocksOf, pages } from "./pages.ts";

const { run, printed } = setUpExamples("pages");
const examples = pages.map((page) => ({ page, blocks: blocksOf(page, "ts") }));

describe.each(examples.filter(({ blocks }) => blocks.length > 0))("$page.name", ({ blocks }) => {
  it.each(blocks)("runs the example in line $line", async (example) => {
    await run(example);
    if (example.output !== undefined) expect(printed()).toBe(example.output);
  });
});

it("finds the examples", () => {
  const all = examples.flatMap(({ blocks }) => blocks);
  expect(all.length).toBeGreaterThan(35);
  expect(all.filter(({ output }) => output !== undefined).length).toBeGreaterThan(30);
});
