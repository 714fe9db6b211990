/** Prints the ten slowest test files of the last `test` run. */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";

/** A file's entry in Vitest's JSON report; both times are in milliseconds. */
interface FileResult {
  readonly name: string;
  readonly startTime: number;
  readonly endTime: number;
}

const root = path.resolve(import.meta.dirname, "..");
const results = globSync("{packages,apps}/*/.vitest/results.json", { cwd: root });
const files = results.flatMap((file) => {
  const report = JSON.parse(readFileSync(path.join(root, file), "utf8")) as {
    readonly testResults: readonly FileResult[];
  };
  return report.testResults.map(({ name, startTime, endTime }) => ({
    name: path.relative(root, name),
    seconds: (endTime - startTime) / 1000,
  }));
});
files.sort((a, b) => b.seconds - a.seconds);
console.log(`The slowest ten of ${files.length} test files:`);
for (const { name, seconds } of files.slice(0, 10)) {
  console.log(`${seconds.toFixed(1).padStart(7)} s  ${name}`);
}
