import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** `bench` runs all; `bench search --plans` and `bench load --long` run one. */
const [chosen, ...flags] = process.argv.slice(2);
const benches = ["search", "cpu", "sockets", "load"];
if (chosen !== undefined && !benches.includes(chosen)) {
  throw new Error(`Use ${benches.join(", ")}, and flags behind it.`);
}
for (const bench of chosen === undefined ? benches : [chosen]) {
  const { status } = spawnSync(
    process.execPath,
    ["--conditions=@knetik-users/source", join(import.meta.dirname, `${bench}.ts`), ...flags],
    { stdio: "inherit" },
  );
  if (status !== 0) process.exitCode = 1;
}
