import { PrivateNames } from "@knetik-users/core/bulk";
import { ConfigurationError, isUsersError, type UsersError } from "@knetik-users/core";
import { toSnakeCase } from "@knetik-users/core/effect";
import { CliError } from "./cliError.ts";
import { type ExitCode, exitCodes } from "./exitCodes.ts";

/** An error as it is shown. */
export interface ErrorDescription {
  readonly exitCode: ExitCode;
  readonly message: string;
  readonly problems: ReadonlyArray<string>;
  readonly hint?: string | undefined;
  /** The error's `_tag`, for programs. */
  readonly error: string;
  /** For a report to the API's operator. */
  readonly requestId?: string | undefined;
}

const later = "Try again later. Nothing more is sent until then.";

/** The type requires every error of the core. */
const outcomes: {
  readonly [Tag in UsersError["_tag"]]: { readonly exitCode: ExitCode; readonly hint?: string };
} = {
  InvalidInput: { exitCode: exitCodes.invalid },
  BadRequest: { exitCode: exitCodes.invalid },
  Unauthorized: {
    exitCode: exitCodes.denied,
    hint: "The access token is no longer valid. Run `knetik-users login`.",
  },
  Forbidden: {
    exitCode: exitCodes.denied,
    hint: "Use an account with the role. `knetik-users whoami` shows the current one.",
  },
  TokenFailure: {
    exitCode: exitCodes.denied,
    hint: "Run `knetik-users login`, or set KNETIK_USERS_CLIENT_ID and KNETIK_USERS_CLIENT_SECRET.",
  },
  UserNotFound: {
    exitCode: exitCodes.notFound,
    hint: "Search for the user with `knetik-users users search <text>`.",
  },
  TemplateNotFound: {
    exitCode: exitCodes.notFound,
    hint: "`knetik-users templates list` shows the ids.",
  },
  UserAlreadyExists: { exitCode: exitCodes.conflict },
  TemplateAlreadyExists: { exitCode: exitCodes.conflict },
  TemplateInUse: {
    exitCode: exitCodes.conflict,
    hint: "`--cascade detach` deletes it and detaches its users.",
  },
  RateLimited: { exitCode: exitCodes.unavailable, hint: later },
  ServerError: { exitCode: exitCodes.unavailable, hint: later },
  ConnectionFailed: {
    exitCode: exitCodes.unavailable,
    hint: "Check the network and the address (`--url`).",
  },
  TimedOut: { exitCode: exitCodes.unavailable, hint: later },
  UnexpectedResponse: {
    exitCode: exitCodes.unavailable,
    hint: "Check the address (`--url`): the response is not one of the Users API.",
  },
  Aborted: { exitCode: exitCodes.interrupted },
};

/** The API's spelling of a field. The rest of the path may be a customer's property, and is left as it is. */
const wireField = (field: string): string => {
  const [first = "", ...rest] = field.split(".");
  return [toSnakeCase(first), ...rest].join(".");
};

/** `field: message` for each invalid field. */
const problemsOf = ({ issues }: Pick<UsersError, "issues">): ReadonlyArray<string> =>
  issues.map(({ field, message }) => (field === "" ? message : `${wireField(field)}: ${message}`));

const fromUsersError = (error: UsersError): ErrorDescription => {
  const { exitCode, hint } = outcomes[error._tag];
  const isUnavailable = error._tag === "TokenFailure" && error.reason === "unavailable";
  return {
    exitCode: isUnavailable ? exitCodes.unavailable : exitCode,
    message: error.message,
    problems: problemsOf(error),
    hint: isUnavailable ? outcomes.ConnectionFailed.hint : hint,
    error: error._tag,
    requestId: error.requestId,
  };
};

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && "code" in error && "syscall" in error;

/** Describes any error: what happened, what is wrong with which field, and what to do next. */
export const describeError = (error: unknown): ErrorDescription => {
  if (error instanceof CliError) {
    const { exitCode, message, problems, hint } = error;
    return { exitCode, message, problems, hint, error: "CliError" };
  }
  if (isUsersError(error)) return fromUsersError(error);
  if (error instanceof PrivateNames) {
    return {
      exitCode: exitCodes.denied,
      message: error.message,
      problems: [],
      hint: "Use the id, or an account with the role.",
      error: error.name,
    };
  }
  if (error instanceof ConfigurationError) {
    return {
      exitCode: exitCodes.usage,
      message: "The configuration is invalid.",
      problems: error.problems.map(({ option, why, fix }) => `${option}: ${why} ${fix}`),
      hint: "See `knetik-users login --help` for profiles and environment variables.",
      error: "ConfigurationError",
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    exitCode: isSystemError(error) ? exitCodes.usage : exitCodes.failed,
    message,
    problems: [],
    error: error instanceof Error ? error.name : "Error",
  };
};
