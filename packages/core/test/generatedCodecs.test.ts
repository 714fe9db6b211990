import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { generate, generatedFile } from "../compiler/generate.ts";

it("has the codecs that the schemas give: if this fails, run `pnpm --filter @knetik-users/core generate`", async () => {
  expect(await readFile(generatedFile, "utf8")).toBe(await generate());
});
