/**
 * Prints the ten slowest test files of the last `test` run, the tests that passed only when they were
 * tried again, then every failed test with its messages: in a long log, the end is what people read.
 */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";

/** A file's entry in Vitest's JSON report; both times are in milliseconds. */
interface FileResult {
  readonly name: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly status: string;
  /** Why the file itself failed, for example while it was imported. */
  readonly message: string;
  readonly assertionResults: readonly TestResult[];
}

interface TestResult {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[] | null;
}

const root = path.resolve(import.meta.dirname, "..");
const files = globSync("{packages/*,apps/*,docs}/.vitest/results.json", { cwd: root }).flatMap(
  (file) => {
    const report = JSON.parse(readFileSync(path.join(root, file), "utf8")) as {
      readonly testResults: readonly FileResult[];
    };
    return report.testResults;
  },
);
const nameOf = ({ name }: FileResult) => path.relative(root, name);
const secondsOf = ({ startTime, endTime }: FileResult) => (endTime - startTime) / 1000;

console.log(`The slowest ten of ${files.length} test files:`);
const slowest = files.toSorted((a, b) => secondsOf(b) - secondsOf(a)).slice(0, 10);
for (const file of slowest) {
  console.log(`${secondsOf(file).toFixed(1).padStart(7)} s  ${nameOf(file)}`);
}

for (const file of files) {
  for (const { fullName, status, failureMessages } of file.assertionResults) {
    // Vitest keeps the messages of the first try.
    if (status !== "passed" || (failureMessages ?? []).length === 0) continue;
    console.log(`\nUnstable: ${nameOf(file)}: ${fullName}\n${(failureMessages ?? []).join("\n")}`);
  }
}
for (const file of files) {
  const failed = file.assertionResults.filter(({ status }) => status === "failed");
  for (const { fullName, failureMessages } of failed) {
    console.log(`\nFailed: ${nameOf(file)}: ${fullName}\n${(failureMessages ?? []).join("\n")}`);
  }
  if (file.status === "failed" && failed.length === 0) {
    console.log(`\nFailed: ${nameOf(file)}\n${file.message}`);
  }
}
