import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import * as SchemaIssue from "effect/SchemaIssue";
import { Environment } from "./environment.ts";

/** HTTP adapter. */
export type AdapterName = "express" | "fastify";

/** Proxies whose `X-Forwarded-For` is believed: how many are in front of the service, or their addresses. */
export type TrustProxy = number | ReadonlyArray<string>;

/** Settings of the service. */
export interface Settings {
  /** URL of the Users API. */
  readonly apiUrl: string;
  /** Credentials of the service, with USERS_ADMIN. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Public client with which players sign in. */
  readonly publicClientId: string;
  readonly host: string;
  readonly port: number;
  readonly adapter: AdapterName;
  /** Origins of web applications that may call the service (CORS). Default: none. */
  readonly corsOrigins: ReadonlyArray<string>;
  /** Serves Swagger at `/docs`. */
  readonly docs: boolean;
  /** Sends traces by OpenTelemetry. */
  readonly telemetry: boolean;
  /** Absent if callers connect directly. */
  readonly trustProxy?: TrustProxy | undefined;
}

/** Default settings. */
export const defaultSettings = {
  publicClientId: "web",
  host: "127.0.0.1",
  port: 3000,
  adapter: "express",
  corsOrigins: [],
  docs: true,
  telemetry: false,
} as const satisfies Partial<Settings>;

/** The environment is invalid. Lists every invalid variable, without values. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly problems: ReadonlyArray<string>;

  constructor(problems: ReadonlyArray<string>) {
    super(`The service cannot start:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

const decode = Schema.decodeUnknownResult(Environment);
const format = SchemaIssue.makeFormatterStandardSchemaV1();

/** Reads the settings from the environment. Throws an error that lists every problem. */
export const readSettings = (environment: {
  readonly [name: string]: string | undefined;
}): Settings => {
  const read = decode(environment, { errors: "all" });
  if (Result.isFailure(read)) {
    throw new SettingsError(
      format(read.failure.issue).issues.map(
        ({ path = [], message }) => `${path.map(String).join(".")}: ${message}`,
      ),
    );
  }
  const variables = read.success;
  return {
    apiUrl: variables.USERS_API_URL,
    clientId: variables.USERS_CLIENT_ID,
    clientSecret: variables.USERS_CLIENT_SECRET,
    publicClientId: variables.USERS_PUBLIC_CLIENT_ID ?? defaultSettings.publicClientId,
    host: variables.HOST ?? defaultSettings.host,
    port: variables.PORT ?? defaultSettings.port,
    adapter: variables.HTTP_ADAPTER ?? defaultSettings.adapter,
    corsOrigins: variables.CORS_ORIGINS?.split(",") ?? defaultSettings.corsOrigins,
    docs: variables.DOCS === undefined ? defaultSettings.docs : variables.DOCS === "true",
    telemetry: variables.TELEMETRY === "true",
    ...(variables.TRUST_PROXY !== undefined && { trustProxy: variables.TRUST_PROXY }),
  };
};
