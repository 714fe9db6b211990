import type { FieldIssue } from "../errors/details.ts";
import type { CallOptions } from "./options.ts";

/** The largest delay a timer takes, in milliseconds. */
const longest = 2_147_483_647;

const number = (
  field: string,
  value: number | undefined,
  smallest: number,
): ReadonlyArray<FieldIssue> =>
  value === undefined || (value >= smallest && value <= longest)
    ? []
    : [{ field, message: `Expected a number from ${smallest} to ${longest}` }];

/** What is wrong with the options of one call. */
export const callOptionIssues = ({ timeout, retries }: CallOptions): ReadonlyArray<FieldIssue> => [
  ...number("options.timeout.attempt", timeout?.attempt, 1),
  ...number("options.timeout.call", timeout?.call, 1),
  ...number("options.retries", retries, 0),
];
