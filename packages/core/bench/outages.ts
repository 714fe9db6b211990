import { makeRetryBudget, type RetryBudget } from "../src/call/retryBudget.ts";
import {
  failures,
  simulate,
  simulateOutage,
  type SimulatedApi,
} from "../test/support/simulation.ts";

// Prints the tables of docs/decisions/0019-retry-budget.md. The clock is simulated and the random
// numbers are fixed, so every run prints the same.

/** A budget that counts tokens and knows nothing of outages. */
const tokens = (rule: {
  readonly size: number;
  readonly cost: number;
  readonly least: number;
  readonly perSuccess: number;
  readonly perFailure: number;
  readonly refund: boolean;
}): RetryBudget => {
  let left = rule.size;
  const add = (amount: number) => {
    left = Math.max(0, Math.min(rule.size, left + amount));
  };
  return {
    startedInOutage: () => true,
    succeeded: (refund) => add(rule.refund && refund > 0 ? rule.cost : rule.perSuccess),
    failed: () => add(-rule.perFailure),
    withdraw: () => {
      if (left < rule.least) return false;
      left -= rule.cost;
      return true;
    },
  };
};

const rules: ReadonlyArray<readonly [name: string, makeBudget: typeof makeRetryBudget]> = [
  ["no budget", () => ({ ...tokens({ ...awsRule, cost: 0, least: 0 }) })],
  ["gRPC's example: 10 tokens, 0.1 per success", () => tokens(grpcRule)],
  ["AWS: 500 tokens, 5 per retry", () => tokens(awsRule)],
  ["this one", makeRetryBudget],
];
const awsRule = { size: 500, cost: 5, least: 5, perSuccess: 1, perFailure: 0, refund: true };
const grpcRule = { size: 10, cost: 0, least: 5, perSuccess: 0.1, perFailure: 1, refund: false };

const table = (
  head: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string | number>>,
) => {
  const widths = head.map((text, column) =>
    Math.max(text.length, ...rows.map((row) => String(row[column]).length)),
  );
  const line = (cells: ReadonlyArray<string | number>) =>
    `| ${cells.map((cell, column) => String(cell).padEnd(widths[column]!)).join(" | ")} |`;
  console.log(
    [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n"),
  );
  console.log();
};

const begins = 20_000;
const lasts = 60_000;
const outage = (clients: number, rate: number, makeBudget: typeof makeRetryBudget, failing = 1) =>
  simulateOutage({ clients, rate, begins, lasts, total: 100_000, failing, makeBudget });
const times = (amplification: number) => amplification.toFixed(2);

console.log("Requests per second of 1,000 clients with one call per second each; 60 s of 503.\n");
const seconds = [-1, 0, 1, 2, 3, 5, 10, 30, 59, 60, 61, 70];
const curves = rules.map(([, makeBudget]) => outage(1_000, 1, makeBudget));
table(
  ["second of the outage", ...rules.map(([name]) => name.replace(/:.*/, ""))],
  seconds.map((second) => [
    second,
    ...curves.map((curve) =>
      Math.round(curve.perSecond(begins + second * 1_000, begins + second * 1_000 + 1_000)),
    ),
  ]),
);
const ours = curves.at(-1)!;
for (let second = -2; second < 66; second += second >= -1 && second < 6 ? 1 : 6) {
  const load = ours.perSecond(begins + second * 1_000, begins + second * 1_000 + 1_000);
  console.log(
    `${String(second).padStart(3)} s ${"#".repeat(Math.round(load / 100))} ${Math.round(load)}`,
  );
}

console.log(
  "\nRequests in 60 s of 503, as a multiple of the normal load, by calls per second of a client.\n",
);
const loads = [
  [1_000, 0.1],
  [1_000, 0.5],
  [1_000, 1],
  [500, 2],
  [100, 10],
  [10, 100],
] as const;
table(
  ["rule", ...loads.map(([, rate]) => `${rate}/s`)],
  rules.map(([name, makeBudget]) => [
    name,
    ...loads.map(([clients, rate]) => times(outage(clients, rate, makeBudget).amplification)),
  ]),
);

console.log(
  "60 s in which a part of the requests fails, one call per second: load, and calls that succeed.\n",
);
const parts = [0.1, 0.25, 0.5, 0.75];
table(
  ["rule", ...parts.map((part) => `${part * 100} % fail`)],
  rules.map(([name, makeBudget]) => [
    name,
    ...parts.map((part) => {
      const { amplification, succeeded } = outage(200, 1, makeBudget, part);
      return `${times(amplification)} ×, ${(succeeded * 100).toFixed(1)} %`;
    }),
  ]),
);

console.log("100 calls at once: how many succeed. An export of 5,000 pages: how many are read.\n");
const blips: ReadonlyArray<readonly [string, SimulatedApi]> = [
  ["429, Retry-After: 1", (at) => (at < 1_000 ? failures.limited(1_000) : undefined)],
  ["503 for 300 ms", (at) => (at < 300 ? failures.unavailable() : undefined)],
  ["resets for 300 ms", (at) => (at < 300 ? failures.reset() : undefined)],
];
const burst = (api: SimulatedApi, makeBudget: typeof makeRetryBudget) => {
  const world = simulate({ seed: 1, api, makeBudget });
  const call = world.client();
  for (let number = 0; number < 100; number += 1) call();
  world.timeline.runUntil(60_000);
  return world.ended.filter(({ stoppedBy }) => stoppedBy === undefined).length;
};
const exported = (makeBudget: typeof makeRetryBudget) => {
  const everyThird: SimulatedApi = (_, request) =>
    request % 3 === 0 ? failures.unavailable() : undefined;
  const world = simulate({ seed: 1, api: everyThird, makeBudget });
  const readPage = world.client();
  let pages = 0;
  const read = () =>
    readPage(({ stoppedBy }) => {
      if (stoppedBy === undefined && (pages += 1) < 5_000) read();
    });
  read();
  world.timeline.runUntil(3_600_000);
  return pages;
};
table(
  ["rule", ...blips.map(([name]) => name), "every third request 503"],
  rules.map(([name, makeBudget]) => [
    name,
    ...blips.map(([, api]) => burst(api, makeBudget)),
    exported(makeBudget),
  ]),
);
