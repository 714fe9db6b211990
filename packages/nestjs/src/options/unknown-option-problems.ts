import type { ConfigurationProblem, UsersClientOptions } from "@knetik-users/core";
import { clientOptionNames } from "@knetik-users/core/effect";
import { closestMatch } from "leven";
import { errorTags } from "../filters/users-error.ts";
import type {
  LoggingOptions,
  SignedInUsersOptions,
  UsersModuleExtras,
  UsersModuleOptions,
} from "./users-module-options.ts";

/** The names of options. One that is missing does not compile. */
type Names<Options> = { readonly [Name in keyof Options]-?: true };

const moduleOptions: Names<Omit<UsersModuleOptions, keyof UsersClientOptions>> = {
  forwardToken: true,
  forwardAddress: true,
  cancelOnDisconnect: true,
  shutdownTimeout: true,
  filter: true,
  logging: true,
  guard: true,
};
// Reported by their place, if they are in the options factory.
const extras: Names<UsersModuleExtras> = { isGlobal: true, name: true };

const guard: Names<SignedInUsersOptions> = { ttl: true, max: true };
const logging: Names<LoggingOptions> = { attempts: true };

/** A name is taken for a misspelt one if not more than this many letters differ. */
const maxDistance = 4;

const unknownIn = (
  group: string,
  given: unknown,
  names: object,
): ReadonlyArray<ConfigurationProblem> => {
  if (typeof given !== "object" || given === null) return [];
  const known = Object.keys(names);
  return Object.keys(given)
    .filter((name) => !Object.hasOwn(names, name))
    .map((name) => {
      const meant = closestMatch(name, known, { maxDistance });
      return {
        code: "KUN1010",
        option: group === "" ? name : `${group}.${name}`,
        why: "Is not a known option.",
        fix: meant === undefined ? `Known are ${known.join(", ")}.` : `Did you mean ${meant}?`,
      };
    });
};

/** Finds misspelt options, which TypeScript does not see in options that are built step by step. */
export const unknownOptionProblems = (
  options: UsersModuleOptions,
): ReadonlyArray<ConfigurationProblem> => [
  ...unknownIn("", options, { ...clientOptionNames.options, ...moduleOptions, ...extras }),
  ...unknownIn("retry", options.retry, clientOptionNames.retry),
  ...unknownIn("timeout", options.timeout, clientOptionNames.timeout),
  ...unknownIn("guard", options.guard, guard),
  ...unknownIn("logging", options.logging, logging),
  ...unknownIn("filter", options.filter, errorTags),
];
