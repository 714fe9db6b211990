import type { MailFailure } from "../mail/mailOptions.ts";
import { ConfigurationError, type ConfigurationProblem } from "@knetik-users/core/effect";
import { printable } from "../database/names/displayText.ts";
import { optionProblem } from "../errors/optionProblems.ts";
import { resolveOptions, type UsersServerOptions } from "../options/serverOptions.ts";

/** An environment variable that configures the server. */
interface Variable {
  /** The option of `createServer` that it sets. */
  readonly option: string;
  /** The parsed value; `undefined` if the text disables it. */
  readonly read: (text: string) => unknown;
  /** Describes a valid value. */
  readonly expected: string;
}

const text = (option: string): Variable => ({ option, read: (value) => value, expected: "text" });
const whole = (option: string): Variable => ({
  option,
  read: (value) => (/^\d{1,12}$/.test(value) ? Number(value) : undefined),
  expected: "a whole number",
});
const yesOrNo = (option: string): Variable => ({
  option,
  read: (value) => ({ true: true, false: false })[value],
  expected: "true or false",
});
const listOf = (value: string) =>
  value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");

/** All variables, except those of the listen address and the database. */
export const variables: { readonly [name: string]: Variable } = {
  SMTP_URL: text("mail.smtp"),
  MAIL_FROM: text("mail.from"),
  MAIL_SUBJECT: text("mail.subject"),
  MAIL_RESET_URL: text("mail.resetUrl"),
  PUBLIC_URL: text("publicUrl"),
  ALLOWED_ORIGINS: { option: "allowedOrigins", read: listOf, expected: "origins" },
  TRUST_PROXY: {
    option: "trustProxy",
    read: (value) => (/^\d{1,3}$/.test(value) ? Number(value) : listOf(value)),
    expected: "a number or addresses",
  },
  RATE_LIMITS: yesOrNo("limits"),
  ACCESS_TOKEN_LIFETIME: whole("tokens.accessTokenLifetime"),
  REFRESH_TOKEN_LIFETIME: whole("tokens.refreshTokenLifetime"),
  REFRESH_TOKEN_GRACE: whole("tokens.refreshTokenGrace"),
  ARGON2_MEMORY: whole("passwords.memory"),
  ARGON2_PASSES: whole("passwords.passes"),
  HASHES_AT_ONCE: whole("passwords.concurrency"),
  HASHES_WAITING: whole("passwords.queue"),
  AUDIT_RETENTION_DAYS: whole("auditRetention"),
  AUDIT_ADDRESS_RETENTION_DAYS: {
    option: "auditAddressRetention",
    read: (value) => (value === "forever" ? false : whole("").read(value)),
    expected: "a whole number, or forever",
  },
  BODY_LIMIT: whole("http.bodyLimit"),
  REQUEST_TIMEOUT: whole("http.requestTimeout"),
  KEEP_ALIVE_TIMEOUT: whole("http.keepAliveTimeout"),
  TELEMETRY: yesOrNo("telemetry"),
};

type Tree = { [name: string]: unknown };

const put = (tree: Tree, path: string, value: unknown): void => {
  const [name = "", ...rest] = path.split(".");
  if (rest.length === 0) tree[name] = value;
  else put((tree[name] ??= {}) as Tree, rest.join("."), value);
};

const variableOf = new Map(
  Object.entries(variables).map(([name, { option }]) => [option, name] as const),
);

/** Names the variable instead of the option. */
const named = (problem: ConfigurationProblem): ConfigurationProblem => ({
  ...problem,
  option: variableOf.get(problem.option) ?? problem.option,
});

/** Reports a failed message in one line. */
const reportMail = ({ userId, attempts, willRetry, reason }: MailFailure) => {
  const next = willRetry ? "will retry" : "gave up";
  process.stderr.write(
    `Mail to user ${userId} failed (attempt ${attempts}; ${next}): ${printable(reason)}\n`,
  );
};

/**
 * Merges options from the environment with the given ones. Throws a `ConfigurationError` that
 * lists every problem by the name of its variable, without values.
 */
export const environmentOptions = (
  environment: { readonly [name: string]: string | undefined },
  given: UsersServerOptions,
): UsersServerOptions => {
  const tree: Tree = {};
  // Longer than for a server in tests: clients are further away.
  put(tree, "http.drainTimeout", 1);
  const isSandbox = given.sandbox !== undefined && given.sandbox !== false;
  const problems: Array<ConfigurationProblem> = [];
  for (const [name, { option, read, expected }] of Object.entries(variables)) {
    const said = environment[name];
    // Many tools set a variable to an empty text to unset it.
    if (said === undefined || said === "") continue;
    // It would send mail to real people.
    if (isSandbox && option.startsWith("mail.")) continue;
    const value = read(said);
    if (value === undefined) problems.push(optionProblem(option, expected));
    else put(tree, option, value);
  }
  if (tree["mail"] !== undefined) put(tree, "mail.onFailure", reportMail);
  // Its parts are validated with all other options below.
  const options: UsersServerOptions = { ...(tree as UsersServerOptions), ...given };
  try {
    resolveOptions(options);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems.push(...error.problems);
  }
  if (problems.length === 0) return options;
  throw new ConfigurationError(problems.map(named));
};
