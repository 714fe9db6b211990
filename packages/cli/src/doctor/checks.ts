import {
  createUsersClient,
  type Fetch,
  type UsersClient,
  type UsersClientOptions,
} from "@knetik-users/core";
import { describeError } from "../errors/describeError.ts";
import { type ExitCode, exitCodes } from "../errors/exitCodes.ts";
import type { Connection } from "../profiles/resolveConnection.ts";

/** The result of one check. */
export interface Finding {
  readonly check: string;
  readonly state: "ok" | "warning" | "failed";
  readonly detail: string;
  /** The next step for the user. */
  readonly hint?: string | undefined;
  /** Of a failure. */
  readonly exitCode?: ExitCode;
}

/** Tokens are renewed before they expire; a clock that is off by more spoils that. */
const maxSkewSeconds = 30;

/** Observes the time of each response and the difference between the clocks. */
const observeClock = (fetch: Fetch) => {
  let observed: { readonly milliseconds: number; readonly skew: number | undefined } | undefined;
  const observing: Fetch = async (url, init) => {
    const started = Date.now();
    const response = await fetch(url, init);
    const ended = Date.now();
    const date = Date.parse(response.headers.get("date") ?? "");
    // The header has whole seconds: half a second is the best guess for the rest.
    const skew = Number.isNaN(date) ? undefined : (date + 500 - (started + ended) / 2) / 1_000;
    observed = { milliseconds: ended - started, skew };
    return response;
  };
  return { fetch: observing, observed: () => observed };
};

const failure = (check: string, error: unknown): Finding => {
  const { message, problems, hint, exitCode } = describeError(error);
  return { check, state: "failed", detail: [message, ...problems].join(" "), hint, exitCode };
};

const clockFinding = (skew: number | undefined): Finding => {
  const check = "clock";
  if (skew === undefined) {
    return { check, state: "ok", detail: "the API does not send its time" };
  }
  const seconds = Math.round(Math.abs(skew));
  if (seconds <= maxSkewSeconds) return { check, state: "ok", detail: `differs by ${seconds} s` };
  return {
    check,
    state: "warning",
    detail: `this machine is ${seconds} s ${skew < 0 ? "ahead of" : "behind"} the API`,
    hint: "Synchronize the clock of this machine.",
  };
};

/** Checks that the API answers, and compares its clock. */
const checkApi = async (
  { options }: Connection,
  signal: AbortSignal,
): Promise<ReadonlyArray<Finding>> => {
  const clock = observeClock(options.fetch ?? ((url, init) => fetch(url, init)));
  const anonymous: UsersClientOptions = {
    baseUrl: options.baseUrl,
    allowInsecureHttp: options.allowInsecureHttp,
    fetch: clock.fetch,
  };
  await using client = createUsersClient(anonymous);
  try {
    const { totalElements } = await client.getUsers({ size: 1 }, { signal, retries: 0 });
    const { milliseconds = 0, skew } = clock.observed() ?? {};
    const users =
      totalElements === undefined ? "" : `, ${totalElements.toLocaleString("en")} users`;
    return [
      { check: "API", state: "ok", detail: `answered in ${milliseconds} ms${users}` },
      clockFinding(skew),
    ];
  } catch (error) {
    return [failure("API", error)];
  }
};

/** Checks the account and its roles. */
const checkAccount = async (
  client: UsersClient,
  { identity, options }: Connection,
  signal: AbortSignal,
): Promise<ReadonlyArray<Finding>> => {
  if (options.auth === undefined) {
    const hint = "Sign in with `knetik-users login` to see private fields and to change users.";
    return [{ check: "account", state: "warning", detail: identity, hint }];
  }
  let seesPrivate: boolean;
  try {
    // The first user may be the account itself, which sees its own fields.
    const { content } = await client.getUsers({ size: 2 }, { signal });
    seesPrivate = content.length > 0 && content.every(({ username }) => username !== undefined);
  } catch (error) {
    return [failure("account", error)];
  }
  const templates = await client.result.getUserTemplates({ size: 1 }, { signal });
  const roleHint = "Import and export need a client with the role.";
  return [
    { check: "account", state: "ok", detail: identity },
    seesPrivate
      ? { check: "USERS_ADMIN", state: "ok", detail: "sees private fields" }
      : { check: "USERS_ADMIN", state: "warning", detail: "not granted", hint: roleHint },
    templates.ok
      ? { check: "templates", state: "ok", detail: "can be read" }
      : { check: "templates", state: "warning", detail: templates.error.message },
  ];
};

/** Checks the API and the account of a connection. */
export const checkConnection = async (
  client: UsersClient,
  connection: Connection,
  signal: AbortSignal,
): Promise<ReadonlyArray<Finding>> => {
  const api = await checkApi(connection, signal);
  return api.some(({ state }) => state === "failed")
    ? api
    : [...api, ...(await checkAccount(client, connection, signal))];
};

/** The exit code of the first failure. */
export const exitCodeOf = (findings: ReadonlyArray<Finding>): ExitCode =>
  findings.find(({ state }) => state === "failed")?.exitCode ?? exitCodes.ok;
