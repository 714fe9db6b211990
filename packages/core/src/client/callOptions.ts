import type { FieldIssue } from "../errors/details.ts";
import type { PagingOptions } from "../paging/pages.ts";
import type { CallOptions } from "./options.ts";
import type { PromiseCallOptions } from "./promiseApi.ts";

type AnyCallOptions = CallOptions & PromiseCallOptions & PagingOptions;

/** The largest delay a timer takes, in milliseconds. */
const longest = 2_147_483_647;

const known: { readonly [Name in keyof AnyCallOptions | "retryClass"]-?: true } = {
  token: true,
  timeout: true,
  retries: true,
  signal: true,
  pagesInFlight: true,
  // Of the token endpoint, by this library alone.
  retryClass: true,
};

const number = (
  field: string,
  value: number | undefined,
  smallest: number,
): ReadonlyArray<FieldIssue> =>
  value === undefined || (value >= smallest && value <= longest)
    ? []
    : [{ field, message: `Expected a number from ${smallest} to ${longest}` }];

/** Whether a signal can be listened to; `new AbortController()` is no signal, though easily taken for one. */
export const isSignal = (signal: unknown): signal is AbortSignal =>
  typeof signal === "object" && signal !== null && "aborted" in signal;

const shapeIssues = (options: AnyCallOptions): ReadonlyArray<FieldIssue> => {
  if (isSignal(options)) {
    return [{ field: "options", message: "Expected { signal }, not the signal itself" }];
  }
  const { timeout, signal } = options;
  return [
    ...Object.keys(options)
      .filter((name) => !Object.hasOwn(known, name))
      .map((name) => ({ field: `options.${name}`, message: "is not a known option" })),
    ...(timeout === undefined || typeof (timeout as unknown) === "object"
      ? []
      : [{ field: "options.timeout", message: "Expected { attempt, call } in milliseconds" }]),
    ...(signal === undefined || isSignal(signal)
      ? []
      : [{ field: "options.signal", message: "Expected an AbortSignal" }]),
  ];
};

/** What is wrong with the options of one call. */
export const callOptionIssues = (options: AnyCallOptions): ReadonlyArray<FieldIssue> => [
  ...shapeIssues(options),
  ...number("options.timeout.attempt", options.timeout?.attempt, 1),
  ...number("options.timeout.call", options.timeout?.call, 1),
  ...number("options.retries", options.retries, 0),
];
