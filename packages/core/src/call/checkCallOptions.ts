import type { FieldIssue } from "../errors/details.ts";
import type { PagingOptions, PromiseCallOptions } from "./callOptions.ts";

type AnyCallOptions = PromiseCallOptions & PagingOptions;

/** Largest delay that timers support, in milliseconds. */
const maxTimerDelay = 2_147_483_647;

const known: { readonly [Name in keyof AnyCallOptions | "retryClass"]-?: true } = {
  token: true,
  timeout: true,
  retries: true,
  headers: true,
  signal: true,
  pagesInFlight: true,
  // Internal: the retry class of a token request.
  retryClass: true,
};

const numberIssues = (
  field: string,
  value: number | undefined,
  smallest: number,
): ReadonlyArray<FieldIssue> =>
  value === undefined || (value >= smallest && value <= maxTimerDelay)
    ? []
    : [{ field, message: `Expected a number from ${smallest} to ${maxTimerDelay}` }];

/** Largest number of pages that are requested at the same time. */
export const maxPagesInFlight = 16;

const pagesIssues = ({ pagesInFlight: pages }: PagingOptions): ReadonlyArray<FieldIssue> =>
  pages === undefined || (Number.isInteger(pages) && pages >= 1 && pages <= maxPagesInFlight)
    ? []
    : [
        {
          field: "options.pagesInFlight",
          message: `Expected a whole number from 1 to ${maxPagesInFlight}`,
        },
      ];

/** Checks for an AbortSignal. An AbortController is a common mistake. */
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

const noIssues: ReadonlyArray<FieldIssue> = [];

/** Validates the options of a call. */
export const callOptionIssues = (options: AnyCallOptions | undefined): ReadonlyArray<FieldIssue> =>
  options === undefined
    ? noIssues
    : [
        ...shapeIssues(options),
        ...numberIssues("options.timeout.attempt", options.timeout?.attempt, 1),
        ...numberIssues("options.timeout.call", options.timeout?.call, 1),
        ...numberIssues("options.retries", options.retries, 0),
        ...pagesIssues(options),
      ];
