import type * as Tracer from "effect/Tracer";
import type { Credentials } from "../auth/credentials.ts";
import type { TokenStore } from "../auth/tokenStore.ts";
import { ConfigurationError, type ConfigurationProblem } from "../errors/configurationError.ts";
import type { CallConfiguration } from "../call/callConfiguration.ts";
import type { ClientEvent } from "../call/clientEvents.ts";
import { type HeaderProblem, readHeaders } from "../call/requestHeaders.ts";
import { retryDefaults } from "../call/retryOptions.ts";
import type { Fetch } from "../call/fetchOption.ts";
import { shapeProblems, timeoutDefaults } from "./optionShape.ts";
import { readUrl, withoutTrailingSlash } from "./baseUrl.ts";
import type { UsersClientOptions } from "./clientOptions.ts";

/** Validated client options with their defaults. */
export interface Configuration extends CallConfiguration {
  readonly auth: Credentials | undefined;
  readonly tokenStore: TokenStore | undefined;
  readonly fetch: Fetch | undefined;
}

/** Largest delay that timers support, in milliseconds. */
const maxTimerDelay = 2_147_483_647;

const readNumbers = <Defaults extends { readonly [name: string]: number }>(
  group: string,
  given: { readonly [Name in keyof Defaults]?: number | undefined } | undefined,
  defaults: Defaults,
  smallest: number,
  problems: Array<ConfigurationProblem>,
): Defaults => {
  const entries = Object.entries(defaults).map(([name, fallback]) => {
    const value: unknown = given?.[name] ?? fallback;
    if (typeof value === "number" && value >= smallest && value <= maxTimerDelay)
      return [name, value];
    problems.push({
      code: "KU1005",
      option: `${group}${name}`,
      why: "Must be a number.",
      fix: `Use a number from ${smallest} to ${maxTimerDelay}.`,
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
      why: "Must be an object.",
      fix: "Use { grant, … } with its credentials, or { token }.",
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
        why: "Is missing or empty.",
        fix: "Check the environment variable it comes from.",
      });
    }
  };
  if ("token" in auth) {
    if (typeof auth.token !== "function") missing(["token"]);
    return;
  }
  // Public clients have no secret. A secret that is given must not be empty.
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
        why: "Is not a supported grant.",
        fix: 'Use "client_credentials", "password" or "refresh_token", or `{ token }`.',
      });
  }
};

const headerProblem = ({ name, kind }: HeaderProblem): ConfigurationProblem => {
  const option = `headers.${name}`;
  switch (kind) {
    case "not-headers": {
      return {
        code: "KU1010",
        option: "headers",
        why: "Must be an object, a Headers or a function.",
        fix: "Use { name: value }.",
      };
    }
    case "reserved": {
      return {
        code: "KU1009",
        option,
        why: "Is set by the client.",
        fix: "Remove it. Credentials belong in `auth`.",
      };
    }
    case "invalid": {
      return {
        code: "KU1008",
        option,
        why: "Is not a valid HTTP header.",
        fix: "Use ASCII without line breaks.",
      };
    }
  }
};

/** Headers are read once. A function is called for each call. */
const headersOf = (
  given: NonNullable<UsersClientOptions["headers"]>,
  problems: Array<ConfigurationProblem>,
): Configuration["headers"] => {
  if (typeof given === "function") return () => readHeaders(given());
  const read = readHeaders(given);
  problems.push(...read.problems.map(headerProblem));
  return () => read;
};

/** A listener that throws must not fail the call it reports. */
const ignoreErrors = (onEvent: UsersClientOptions["onEvent"]): Configuration["onEvent"] =>
  onEvent &&
  ((event) => {
    try {
      // A listener may be async although its type says void; its rejection would end the process.
      const listen: (event: ClientEvent) => unknown = onEvent;
      const ended = listen(event);
      if (ended instanceof Promise) void ended.catch(() => undefined);
    } catch {
      // There is no one to report it to.
    }
  });

/** Validates client options and adds the defaults. Throws a {@link ConfigurationError}. */
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
        why: "Are missing.",
        fix: "Pass at least { baseUrl }.",
      },
    ]);
  }
  problems.push(...shapeProblems(options));
  checkAuth(options.auth, problems);
  const headers = headersOf(options.headers ?? {}, problems);
  const configuration: Configuration = {
    baseUrl: url("baseUrl", options.baseUrl, withoutTrailingSlash),
    // Kept as given: a trailing slash may matter.
    tokenUrl:
      options.tokenUrl === undefined
        ? undefined
        : url("tokenUrl", options.tokenUrl, ({ href }) => href),
    auth: options.auth,
    tokenStore: options.tokenStore,
    timeout: readNumbers("timeout.", options.timeout, timeoutDefaults, 1, problems),
    retry: readNumbers("retry.", options.retry, retryDefaults, 0, problems),
    headers,
    fetch: options.fetch,
    onEvent: ignoreErrors(options.onEvent),
    // By its own type, which declarations of the Promise client do not have.
    tracer: options.tracer as Tracer.Tracer | undefined,
    propagateTrace: options.propagateTrace,
    ...readNumbers(
      "",
      { concurrency: options.concurrency, maxResponseBytes: options.maxResponseBytes },
      { concurrency: 256, maxResponseBytes: 16 * 1024 * 1024 },
      1,
      problems,
    ),
  };
  if (problems.length > 0) throw new ConfigurationError(problems);
  return configuration;
};
