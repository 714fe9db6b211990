import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { generate, generatedFiles } from "../compiler/generate.ts";

it.each(generatedFiles)(
  "has the codecs that $source give: if this fails, run `pnpm --filter @knetik-users/core generate`",
  async (generated) => {
    expect(await readFile(generated.file, "utf8")).toBe(await generate(generated));
  },
);
