import { expect, it } from "vitest";
import { type Block, blocksOf, type Page, pages, readmes } from "./pages.ts";
import { reasonsNotToRun } from "./reasons.ts";

interface Count {
  /** Runs in this package's tests. */
  executed: number;
  /** Runs in the tests of the package whose README has it, which compare it with their files. */
  executedElsewhere: number;
  checked: Array<string>;
  neither: Array<string>;
}

const count: Count = { executed: 0, executedElsewhere: 0, checked: [], neither: [] };

/** Examples in other languages than `ts`, by page and a part of their code, and what is known about them. */
const others: ReadonlyArray<{
  readonly page: string;
  readonly pattern: string;
  readonly status: "executed" | "executedElsewhere" | "neither";
  readonly reason: string;
}> = [
  { page: "start/vue.md", pattern: "", status: "executed", reason: "vue.test.ts" },
  {
    page: "packages/vue/README.md",
    pattern: "",
    status: "executedElsewhere",
    reason: "readme.test.ts of the package",
  },
  {
    page: "packages/nuxt/README.md",
    pattern: "server/api/orders",
    status: "neither",
    reason: "needs Nuxt's auto-imports; the playground has such a route",
  },
  {
    page: "packages/nuxt/README.md",
    pattern: "redis",
    status: "neither",
    reason: "needs Redis; the tests use a storage in memory",
  },
  {
    page: "packages/nuxt/README.md",
    pattern: "",
    status: "executedElsewhere",
    reason: "newcomer.long.test.ts of the package builds and opens them",
  },
  {
    page: "packages/nestjs/README.md",
    pattern: "jest.config.js",
    status: "executedElsewhere",
    reason: "jest.long.test.ts of the package",
  },
  {
    page: "packages/core/README.md",
    pattern: "jest",
    status: "executedElsewhere",
    reason: "jest.long.test.ts of apps/runtimes",
  },
  { page: "start/nuxt.md", pattern: "", status: "neither", reason: "needs a Nuxt application" },
  {
    page: "guides/properties.md",
    pattern: "./templates.ts",
    status: "neither",
    reason: "imports a file that the command line generates",
  },
  {
    page: "guides/proxies.md",
    pattern: "ProxyAgent",
    status: "neither",
    reason: "needs undici and a proxy; core's tests use both",
  },
  {
    page: "migration/javascript.md",
    pattern: "// Before",
    status: "neither",
    reason: "is for another library",
  },
  {
    page: "migration/python.md",
    pattern: "# Before",
    status: "neither",
    reason: "is for another library",
  },
];

const note = (page: Page, block: Block, language: string): void => {
  const place = `${page.name}:${block.line}`;
  if (language === "ts") {
    const reason = reasonsNotToRun.find(({ pattern }) => block.code.includes(pattern))?.reason;
    if (reason === undefined) count.executed += 1;
    else count.checked.push(`${place} ${reason}`);
    return;
  }
  const other = others.find((each) => each.page === page.name && block.code.includes(each.pattern));
  expect(other, `${place} has no reason in ${import.meta.filename}`).toBeDefined();
  if (other?.status === "executed") count.executed += 1;
  else if (other?.status === "executedElsewhere") count.executedElsewhere += 1;
  else count.neither.push(`${place} ${other?.reason ?? ""}`);
};

it("knows of each example whether it runs", () => {
  for (const page of [...pages, ...readmes]) {
    for (const language of ["ts", "typescript", "vue", "js", "python"]) {
      for (const block of blocksOf(page, language)) note(page, block, language);
    }
  }
  console.log(
    [
      `Examples: ${count.executed} run here, ${count.executedElsewhere} in the tests of their packages, ` +
        `${count.checked.length} are only type-checked, ${count.neither.length} neither.`,
      ...count.checked.map((text) => `  type-checked only: ${text}`),
      ...count.neither.map((text) => `  neither: ${text}`),
    ].join("\n"),
  );
  expect(count.executed).toBeGreaterThan(80);
  expect(count.checked.length).toBeLessThanOrEqual(3);
});
