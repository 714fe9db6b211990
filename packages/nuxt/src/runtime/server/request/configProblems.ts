import type { ConfigurationProblem } from "@knetik-users/core";
import type { ServerConfig } from "../../../moduleOptions.ts";

const minPasswordLength = 32;

/** Nitro reads a variable that has digits only as a number. */
const isLongEnough = (password: unknown): boolean =>
  typeof password === "string" && password.length >= minPasswordLength;

const areLongEnough = (passwords: ReadonlyArray<unknown>): boolean =>
  passwords.length > 0 && passwords.every(isLongEnough);

const isMissing = (condition: boolean, problem: ConfigurationProblem) =>
  condition ? [problem] : [];

/** Problems of the options that only the running server knows. */
export const configProblems = ({
  baseUrl,
  session: { password },
}: Pick<ServerConfig, "baseUrl" | "session">): ReadonlyArray<ConfigurationProblem> => [
  ...isMissing(baseUrl === "", {
    code: "KUX1001",
    option: "users.baseUrl",
    why: "The address of the API is missing.",
    fix: "Set NUXT_USERS_BASE_URL, or users.baseUrl in nuxt.config.ts.",
  }),
  ...isMissing(!areLongEnough([password].flat()), {
    code: "KUX1002",
    option: "users.session.password",
    why:
      password === ""
        ? "The secret that seals the sessions is missing."
        : `A secret that seals the sessions is shorter than ${minPasswordLength} characters, or a number.`,
    fix: "Set NUXT_USERS_SESSION_PASSWORD, for example to the output of: openssl rand -base64 32",
  }),
];
