import type { ConfigurationProblem } from "@knetik-users/core";
import { unknownOptionProblems } from "./unknown-option-problems.ts";
import type { UsersModuleOptions } from "./users-module-options.ts";

/** Largest delay that timers support, in milliseconds. */
const maxTimerDelay = 2_147_483_647;

const misplaced = (option: "isGlobal" | "name", code: string): ConfigurationProblem => ({
  code,
  option,
  why: "Has no effect in the options factory, which runs after Nest has read it.",
  fix: `Move it up: UsersModule.forRootAsync({ ${option}, useFactory }).`,
});

const numberProblems = (
  option: string,
  value: unknown,
  smallest: number,
): ReadonlyArray<ConfigurationProblem> =>
  value === undefined || (typeof value === "number" && value >= smallest && value <= maxTimerDelay)
    ? []
    : [
        {
          code: "KUN1003",
          option,
          why: "Must be a number.",
          fix: `Use a number from ${smallest} to ${maxTimerDelay}.`,
        },
      ];

const booleanProblems = (
  option: string,
  value: unknown,
  allowed = "true or false",
): ReadonlyArray<ConfigurationProblem> =>
  value === undefined || typeof value === "boolean"
    ? []
    : [
        {
          code: "KUN1004",
          option,
          why: `Must be ${allowed}.`,
          fix: 'Convert text from the environment, for example with `value === "true"`.',
        },
      ];

/** A factory without a `return`, or `UsersService` in `providers`, which Nest then makes without options. */
export const noOptions = (given: unknown): ConfigurationProblem => ({
  code: "KUN1006",
  option: "options",
  why: `Must be an object, not ${given === null ? "null" : typeof given}.`,
  fix:
    "Return the options from the factory: useFactory: () => ({ baseUrl }). " +
    "If UsersService is in the `providers` of a module, remove it: UsersModule provides it.",
});

/** Validates the options that the module adds to those of the core's client. */
export const moduleOptionProblems = (
  options: UsersModuleOptions,
): ReadonlyArray<ConfigurationProblem> => [
  ...unknownOptionProblems(options),
  ...("isGlobal" in options ? [misplaced("isGlobal", "KUN1001")] : []),
  ...("name" in options ? [misplaced("name", "KUN1002")] : []),
  ...booleanProblems("forwardToken", options.forwardToken),
  ...booleanProblems("forwardAddress", options.forwardAddress),
  ...(options.cancelOnDisconnect === "reads"
    ? []
    : booleanProblems("cancelOnDisconnect", options.cancelOnDisconnect, 'true, false or "reads"')),
  ...numberProblems("shutdownTimeout", options.shutdownTimeout, 0),
  ...numberProblems("guard.ttl", options.guard?.ttl, 0),
  ...numberProblems("guard.max", options.guard?.max, 0),
];
