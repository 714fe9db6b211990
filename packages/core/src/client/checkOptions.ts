import type { ConfigurationProblem } from "../errors/configurationError.ts";
import { retryDefaults } from "../retry/options.ts";
import type { TimeoutOptions, UsersClientOptions } from "./options.ts";

const known: { readonly [Name in keyof UsersClientOptions]-?: true } = {
  baseUrl: true,
  auth: true,
  tokenUrl: true,
  tokenStore: true,
  timeout: true,
  retry: true,
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

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const problem = (
  option: string,
  why: string,
  fix: string,
  code = "KU1010",
): ConfigurationProblem => ({ code, option, why, fix });

const unknownNames = (
  group: string,
  given: unknown,
  names: object,
): ReadonlyArray<ConfigurationProblem> => {
  if (given === undefined) return [];
  if (!isObject(given)) {
    return [problem(group, "It is not an object.", `Give { ${Object.keys(names).join(", ")} }.`)];
  }
  const prefix = group === "options" ? "" : `${group}.`;
  return Object.keys(given)
    .filter((name) => !Object.hasOwn(names, name))
    .map((name) =>
      problem(
        `${prefix}${name}`,
        "There is no such option.",
        `The options here are ${Object.keys(names).join(", ")}.`,
      ),
    );
};

const methods = (
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
          "It is not usable.",
          `Give an object with ${names.join(" and ")}.`,
          "KU1011",
        ),
      ];

const functions = (option: string, value: unknown): ReadonlyArray<ConfigurationProblem> =>
  value === undefined || typeof value === "function"
    ? []
    : [problem(option, "It is not a function.", "Give a function, or leave it out.", "KU1011")];

/**
 * What is wrong with the shape of the options. TypeScript says it, too; a program in JavaScript, or
 * options that were read from a file, would otherwise be ignored without a word.
 */
export const shapeProblems = (options: UsersClientOptions): ReadonlyArray<ConfigurationProblem> => [
  ...unknownNames("options", options, known),
  ...unknownNames("timeout", options.timeout, timeoutDefaults),
  ...unknownNames("retry", options.retry, retryDefaults),
  ...methods("tokenStore", options.tokenStore, ["get", "set"]),
  ...functions("fetch", options.fetch),
  ...functions("onEvent", options.onEvent),
];
