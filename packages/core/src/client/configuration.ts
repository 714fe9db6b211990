import type * as Tracer from "effect/Tracer";
import type { Credentials } from "../auth/credentials.ts";
import { memoryTokenStore, type TokenStore } from "../auth/tokenStore.ts";
import { ConfigurationError, type ConfigurationProblem } from "../errors/configurationError.ts";
import type { ClientEvent } from "../observe/events.ts";
import { retryDefaults, type ResolvedRetryOptions } from "../retry/options.ts";
import type { Fetch } from "../transport/transport.ts";
import { shapeProblems, timeoutDefaults } from "./checkOptions.ts";
import { readUrl, withoutTrailingSlash } from "./baseUrl.ts";
import type { UsersClientOptions } from "./options.ts";

/** Options that were checked and completed. */
export interface Configuration {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly tokenUrl: string | undefined;
  readonly auth: Credentials | undefined;
  readonly tokenStore: TokenStore;
  readonly timeout: { readonly attempt: number; readonly call: number };
  readonly retry: ResolvedRetryOptions;
  readonly headers: { readonly [name: string]: string };
  readonly fetch: Fetch | undefined;
  readonly onEvent: ((event: ClientEvent) => void) | undefined;
  readonly tracer: Tracer.Tracer | undefined;
  readonly propagateTrace: boolean | undefined;
  readonly maxResponseBytes: number;
}

/** The largest delay a timer takes. */
const longest = 2_147_483_647;

const numbers = <Defaults extends { readonly [name: string]: number }>(
  group: string,
  given: { readonly [Name in keyof Defaults]?: number | undefined } | undefined,
  defaults: Defaults,
  smallest: number,
  problems: Array<ConfigurationProblem>,
): Defaults => {
  const entries = Object.entries(defaults).map(([name, fallback]) => {
    const value: unknown = given?.[name] ?? fallback;
    if (typeof value === "number" && value >= smallest && value <= longest) return [name, value];
    problems.push({
      code: "KU1005",
      option: `${group}${name}`,
      why: "It is not a number that makes sense here.",
      fix: `Give a number from ${smallest} to ${longest}.`,
    });
    return [name, fallback];
  });
  return Object.fromEntries(entries) as Defaults;
};

const checkAuth = (auth: Credentials | undefined, problems: Array<ConfigurationProblem>) => {
  if (auth === undefined) return;
  if (typeof (auth as unknown) !== "object" || (auth as unknown) === null) {
    problems.push({
      code: "KU1007",
      option: "auth",
      why: "It is not an object.",
      fix: "Give a grant with its credentials, or { token }.",
    });
    return;
  }
  const missing = (names: ReadonlyArray<string>) => {
    for (const name of names) {
      const value: unknown = Reflect.get(auth, name);
      if (typeof value === "string" && value !== "") continue;
      problems.push({
        code: "KU1006",
        option: `auth.${name}`,
        why: "It is missing or empty.",
        fix: "Is the environment variable set that it comes from?",
      });
    }
  };
  if ("token" in auth) {
    if (typeof auth.token !== "function") missing(["token"]);
    return;
  }
  // A public client has no secret; one that is given must not be empty.
  const secret = auth.clientSecret === undefined ? [] : ["clientSecret"];
  switch (auth.grant) {
    case "client_credentials": {
      missing(["clientId", "clientSecret"]);
      return;
    }
    case "password": {
      missing(["clientId", "username", "password", ...secret]);
      return;
    }
    case "refresh_token": {
      missing(["clientId", "refreshToken", ...secret]);
      return;
    }
    default:
      problems.push({
        code: "KU1007",
        option: "auth.grant",
        why: "It is none of the API's grants.",
        fix: 'Use "client_credentials", "password" or "refresh_token", or give a `token`.',
      });
  }
};

const ours = new Set(["accept", "authorization", "content-type", "traceparent"]);

const checkHeaders = (
  headers: { readonly [name: string]: string },
  problems: Array<ConfigurationProblem>,
) => {
  for (const [name, value] of Object.entries(headers)) {
    if (ours.has(name)) {
      problems.push({
        code: "KU1009",
        option: `headers.${name}`,
        why: "The client sets this header itself.",
        fix: "Leave it out; tokens belong in `auth`.",
      });
    }
    try {
      new Headers([[name, value]]);
    } catch {
      problems.push({
        code: "KU1008",
        option: `headers.${name.replace(/[^\w-]/g, "?")}`,
        why: "HTTP does not allow this name or this value.",
        fix: "Use ASCII without line breaks.",
      });
    }
  }
};

/** Header names are the same in any case; two spellings of one would be joined on the wire. */
const lowerCased = (headers: NonNullable<UsersClientOptions["headers"]>) =>
  Object.fromEntries(
    (headers instanceof Headers ? [...headers.entries()] : Object.entries(headers)).map(
      ([name, value]) => [name.toLowerCase(), value],
    ),
  );

/** A log that fails must not fail the call it tells of. */
const quiet = (onEvent: UsersClientOptions["onEvent"]): Configuration["onEvent"] =>
  onEvent &&
  ((event) => {
    try {
      // A listener may be asynchronous all the same, and its rejection would end the process.
      const listen: (event: ClientEvent) => unknown = onEvent;
      const ended = listen(event);
      if (ended instanceof Promise) void ended.catch(() => undefined);
    } catch {
      // Nobody could be told.
    }
  });

/** Checks and completes the options of a client. Throws a {@link ConfigurationError}. */
export const configure = (options: UsersClientOptions): Configuration => {
  const problems: Array<ConfigurationProblem> = [];
  const url = (option: string, value: unknown, write: (url: URL) => string): string => {
    const read = readUrl(option, value, options.allowInsecureHttp === true);
    if (read instanceof URL) return write(read);
    problems.push(read);
    return "";
  };
  if (typeof (options as unknown) !== "object" || (options as unknown) === null) {
    throw new ConfigurationError([
      {
        code: "KU1010",
        option: "options",
        why: "They are missing.",
        fix: "Give at least { baseUrl }.",
      },
    ]);
  }
  problems.push(...shapeProblems(options));
  const headers = lowerCased(options.headers ?? {});
  checkAuth(options.auth, problems);
  checkHeaders(headers, problems);
  const configuration: Configuration = {
    baseUrl: url("baseUrl", options.baseUrl, withoutTrailingSlash),
    // Whole, as it is given: a slash at its end may matter.
    tokenUrl:
      options.tokenUrl === undefined
        ? undefined
        : url("tokenUrl", options.tokenUrl, ({ href }) => href),
    auth: options.auth,
    tokenStore: options.tokenStore ?? memoryTokenStore(),
    timeout: numbers("timeout.", options.timeout, timeoutDefaults, 1, problems),
    retry: numbers("retry.", options.retry, retryDefaults, 0, problems),
    headers,
    fetch: options.fetch,
    onEvent: quiet(options.onEvent),
    tracer: options.tracer,
    propagateTrace: options.propagateTrace,
    maxResponseBytes: numbers(
      "",
      { maxResponseBytes: options.maxResponseBytes },
      { maxResponseBytes: 16 * 1024 * 1024 },
      1,
      problems,
    ).maxResponseBytes,
  };
  if (problems.length > 0) throw new ConfigurationError(problems);
  return configuration;
};
