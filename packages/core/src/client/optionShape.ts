import type { ConfigurationProblem } from "../errors/configurationError.ts";
import { retryDefaults } from "../call/retryOptions.ts";
import type { TimeoutOptions } from "../call/callOptions.ts";
import type { UsersClientOptions } from "./clientOptions.ts";

const knownOptions: { readonly [Name in keyof UsersClientOptions]-?: true } = {
  baseUrl: true,
  auth: true,
  tokenUrl: true,
  tokenStore: true,
  timeout: true,
  retry: true,
  concurrency: true,
  headers: true,
  fetch: true,
  onEvent: true,
  tracer: true,
  propagateTrace: true,
  maxResponseBytes: true,
  allowInsecureHttp: true,
};

export const timeoutDefaults: { readonly [Name in keyof TimeoutOptions]-?: number } = {
  attempt: 10_000,
  call: 60_000,
};

/** The names of all options: the keys of each group. Adapters check them together with their own. */
export const clientOptionNames: { readonly [Group in "options" | "timeout" | "retry"]: object } = {
  options: knownOptions,
  timeout: timeoutDefaults,
  retry: retryDefaults,
};

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const problem = (
  option: string,
  why: string,
  fix: string,
  code = "KU1010",
): ConfigurationProblem => ({ code, option, why, fix });

const unknownNameProblems = (
  group: string,
  given: unknown,
  names: object,
): ReadonlyArray<ConfigurationProblem> => {
  if (given === undefined) return [];
  if (!isObject(given)) {
    return [problem(group, "Must be an object.", `Use { ${Object.keys(names).join(", ")} }.`)];
  }
  const prefix = group === "options" ? "" : `${group}.`;
  return Object.keys(given)
    .filter((name) => !Object.hasOwn(names, name))
    .map((name) =>
      problem(
        `${prefix}${name}`,
        "Is not a known option.",
        `Known options: ${Object.keys(names).join(", ")}.`,
      ),
    );
};

const methodProblems = (
  option: string,
  value: unknown,
  names: ReadonlyArray<string>,
): ReadonlyArray<ConfigurationProblem> =>
  value === undefined ||
  (isObject(value) && names.every((name) => typeof Reflect.get(value, name) === "function"))
    ? []
    : [
        problem(
          option,
          "Is not usable.",
          `Pass an object with the methods ${names.join(" and ")}.`,
          "KU1011",
        ),
      ];

const functionProblems = (option: string, value: unknown): ReadonlyArray<ConfigurationProblem> =>
  value === undefined || typeof value === "function"
    ? []
    : [problem(option, "Must be a function.", "Pass a function or remove the option.", "KU1011")];

/**
 * Validates the shape of the options. TypeScript reports the same problems, but not for a JavaScript
 * program or for options read from a file.
 */
export const shapeProblems = (options: UsersClientOptions): ReadonlyArray<ConfigurationProblem> => [
  ...unknownNameProblems("options", options, knownOptions),
  ...unknownNameProblems("timeout", options.timeout, timeoutDefaults),
  ...unknownNameProblems("retry", options.retry, retryDefaults),
  ...methodProblems("tokenStore", options.tokenStore, ["get", "set"]),
  ...functionProblems("tokenStore.lock", options.tokenStore?.lock),
  ...functionProblems("fetch", options.fetch),
  ...functionProblems("onEvent", options.onEvent),
];
