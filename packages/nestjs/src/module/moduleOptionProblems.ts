import type { ConfigurationProblem } from "@knetik-users/core";
import type { UsersModuleOptions } from "./usersModuleOptions.ts";

/** The largest delay a timer takes. */
const longest = 2_147_483_647;

const misplaced = (option: "isGlobal" | "name", code: string): ConfigurationProblem => ({
  code,
  option,
  why: "It was returned by the options factory, which runs after Nest has read it.",
  fix: `Move it up: UsersModule.forRootAsync({ ${option}, useFactory }).`,
});

const unlessNumber = (
  option: string,
  value: unknown,
  smallest: number,
): ReadonlyArray<ConfigurationProblem> =>
  value === undefined || (typeof value === "number" && value >= smallest && value <= longest)
    ? []
    : [
        {
          code: "KUN1003",
          option,
          why: "It is not a number that makes sense here.",
          fix: `Give a number from ${smallest} to ${longest}.`,
        },
      ];

const unlessBoolean = (option: string, value: unknown): ReadonlyArray<ConfigurationProblem> =>
  value === undefined || typeof value === "boolean"
    ? []
    : [
        {
          code: "KUN1004",
          option,
          why: "It is neither true nor false.",
          fix: 'Text from the environment needs a comparison, such as `value === "true"`.',
        },
      ];

/** What is wrong with the options that the module adds to the core's. */
export const moduleOptionProblems = (
  options: UsersModuleOptions,
): ReadonlyArray<ConfigurationProblem> => [
  ...("isGlobal" in options ? [misplaced("isGlobal", "KUN1001")] : []),
  ...("name" in options ? [misplaced("name", "KUN1002")] : []),
  ...unlessBoolean("forwardToken", options.forwardToken),
  ...unlessBoolean("cancelOnDisconnect", options.cancelOnDisconnect),
  ...unlessNumber("shutdownTimeout", options.shutdownTimeout, 0),
  ...unlessNumber("guard.ttl", options.guard?.ttl, 0),
  ...unlessNumber("guard.max", options.guard?.max, 0),
];
