import { invalid, type Progress } from "./progress.ts";

/** A condition, and what the value has to be to meet it. */
export type Check = readonly [holds: (value: never) => boolean, expected: string];

/** Reports each check that fails. Returns the value, or `invalid`. */
export const runChecks = (
  checks: ReadonlyArray<Check>,
  value: unknown,
  progress: Progress,
): unknown => {
  let outcome = value;
  for (const [holds, expected] of checks) {
    if (holds(value as never)) continue;
    outcome = progress.report(`Expected ${expected}`);
    if (progress.stopsAtFirst) return invalid;
  }
  return outcome;
};
