import { execFileSync } from "node:child_process";
import type { CandidateName } from "./candidates.ts";
import { median, type Measured } from "./statistics.ts";

const modules = {
  "bare ky": "ky",
  ours: "@knetik-users/core",
  "official SDK": "@knetik/knetikcloud-sdk",
  openai: "openai",
  stripe: "stripe",
  "@octokit/rest": "@octokit/rest",
  "openapi-fetch": "openapi-fetch",
} as const;

export type ImportedName = keyof typeof modules;

/** Whether a candidate is a package. `fetch` is not. */
export const isImported = (name: CandidateName): name is ImportedName =>
  Object.hasOwn(modules, name);

const printCpu = "const { user, system } = process.cpuUsage(); console.log(user + system);";

/** CPU, user and system, of a fresh process that runs a module and ends. */
const cpuMilliseconds = (source: string): number => {
  const printed = execFileSync(
    process.execPath,
    ["--input-type=module", "--eval", `${source}\n${printCpu}`],
    {
      // Where the packages are looked for.
      cwd: import.meta.dirname,
      // A compile cache would hide what the first start of an application costs.
      env: { ...process.env, NODE_OPTIONS: "", NODE_DISABLE_COMPILE_CACHE: "1" },
      encoding: "utf8",
    },
  );
  return Number(printed) / 1000;
};

/**
 * CPU in ms of importing each package in a fresh process, above a process that imports nothing.
 * The difference to bare node is taken between medians: in a single round it may be close to nothing.
 */
export const measureImports = (
  names: ReadonlyArray<ImportedName>,
  rounds: number,
): ReadonlyMap<ImportedName, Measured> => {
  const bareNode: Array<number> = [];
  const samples = new Map(
    [...new Set<ImportedName>(["bare ky", ...names])].map((name) => [name, new Array<number>()]),
  );
  for (let round = 0; round < rounds; round += 1) {
    bareNode.push(cpuMilliseconds(""));
    for (const [name, costs] of samples) {
      costs.push(cpuMilliseconds(`await import(${JSON.stringify(modules[name])});`));
    }
  }
  const aboveBareNode = (name: ImportedName) => median(samples.get(name) ?? []) - median(bareNode);
  const baseline = aboveBareNode("bare ky");
  return new Map(
    [...samples.keys()].map((name) => {
      const value = aboveBareNode(name);
      return [name, { value, ratio: value / baseline }];
    }),
  );
};
