import type { DatabaseChoice } from "../database/databaseKind.ts";
import { hostsOf } from "../database/postgres-connections/hostsOf.ts";
import type { TrustProxy } from "../http/clientAddress.ts";
import type { Log } from "../http/requestLog.ts";
import { type HttpOptions, type ResolvedHttp, resolveHttp } from "../http/httpOptions.ts";
import { type LimitOptions, type Limits, resolveLimits } from "../rate-limits/rateLimitOptions.ts";
import {
  type DeliveryOptions,
  type MailOptions,
  type MessageOptions,
  resolveMail,
} from "../mail/mailOptions.ts";
import { makeProblems, type Problems } from "../errors/optionProblems.ts";
import {
  type PasswordOptions,
  type ResolvedPasswords,
  resolvePasswords,
} from "../api/password-hashing/passwordOptions.ts";
import { maxSeed, maxUsers } from "../sandbox/input/inputFields.ts";
import type { Population } from "../sandbox/sample-data/sampleUsers.ts";
import type { AuditRetention } from "../api/maintenance.ts";
import type { TokenLifetimes } from "../api/context/services.ts";

/** Options of a sandbox. */
export interface SandboxOptions {
  /** Number of users, including `admin` and `jdoe`. Default 300, maximum 10,000. */
  readonly users?: number | undefined;
  /**
   * Seed of the random users, a whole number from 0 to 4294967295. Their times are before the start
   * of the sandbox. Without a seed, every sandbox has the same users with fixed times. `admin`,
   * `jdoe` and the credentials are always the same.
   */
  readonly seed?: number | undefined;
}

/** A PostgreSQL database. Any number of servers can share it. */
export interface PostgresOptions {
  /**
   * Such as `postgres://user:password@host:5432/database`. Several hosts, separated by commas, are a
   * primary and its replicas.
   */
  readonly url: string;
  /**
   * A streaming replica, from which reads are answered if it has everything that the caller has
   * written. It must not lead to a connection pooler.
   */
  readonly replicaUrl?: string | undefined;
  /** Seconds that the replica may be behind; otherwise it is not used. Default 5, maximum 300. */
  readonly replicaMaxLag?: number | undefined;
  /** Maximum number of connections. Default 10. */
  readonly poolSize?: number | undefined;
  /**
   * Whether connections keep prepared statements. Default `true`. Disable it behind a connection
   * pooler without support for them in transaction mode, such as PgBouncer before 1.21.
   */
  readonly preparedStatements?: boolean | undefined;
}

/** Options of `createServer`. */
export interface UsersServerOptions {
  /**
   * A SQLite file, a PostgreSQL database, or `"memory"` (the default), which is lost when the
   * server is closed.
   */
  readonly database?: { readonly file: string } | PostgresOptions | "memory" | undefined;
  /**
   * Enables sandbox mode: known credentials, sample users, controls below `/_sandbox/`, and calls
   * from any origin.
   */
  readonly sandbox?: boolean | SandboxOptions | undefined;
  /** Lifetimes in seconds. Default: an hour for access tokens, 30 days for refresh tokens. */
  readonly tokens?: Partial<TokenLifetimes> | undefined;
  /** Cost and concurrency of password hashing. */
  readonly passwords?: PasswordOptions | undefined;
  /**
   * Rate limits for sign-in, password reset and registration; `false` disables them. A sandbox has
   * none by default.
   */
  readonly limits?: boolean | LimitOptions | undefined;
  /**
   * Trusted proxies, whose `X-Forwarded-For` is used: their number, or their addresses. Default:
   * none.
   */
  readonly trustProxy?: TrustProxy | undefined;
  /**
   * The address by which clients know the server, such as `https://users.example.org`, for the
   * metadata of OAuth clients. Default: that of the request. Needed behind a proxy that adds TLS.
   */
  readonly publicUrl?: string | undefined;
  /** Allowed origins (CORS), such as `https://app.example`. Default: none; any in a sandbox. */
  readonly allowedOrigins?: ReadonlyArray<string> | undefined;
  /** Size and time limits of requests. */
  readonly http?: HttpOptions | undefined;
  /** Mail server. Without one, messages stay in the outbox until they expire. */
  readonly mail?: MailOptions | undefined;
  /** Days for which the audit trail is kept. Default: forever. */
  readonly auditRetention?: number | undefined;
  /**
   * Days for which the audit trail keeps the addresses of callers, which are personal data; `false`
   * keeps them as long as the entries. Default 90.
   */
  readonly auditAddressRetention?: number | false | undefined;
  /** Current time, for tests. */
  readonly clock?: (() => Date | number) | undefined;
  /** Called for each request. `jsonLog()` writes lines of JSON. */
  readonly log?: Log | undefined;
  /**
   * Reports each request to OpenTelemetry, as a span and a duration. Set up the SDK before. Default
   * `false`.
   */
  readonly telemetry?: boolean | undefined;
}

/** The options with all defaults. */
export interface ResolvedOptions {
  readonly database: DatabaseChoice;
  /** Undefined outside of a sandbox. */
  readonly seeding: Pick<Population, "seed" | "users"> | undefined;
  readonly tokens: TokenLifetimes;
  readonly passwords: ResolvedPasswords;
  readonly limits: Limits;
  readonly http: ResolvedHttp;
  readonly messages: MessageOptions;
  readonly delivery: DeliveryOptions | undefined;
  readonly auditRetention: AuditRetention;
  readonly now: () => number;
  readonly log: Log | undefined;
  readonly telemetry: boolean;
}

const day = 86_400;
/** Days. */
const defaultAddressRetention = 90;
const defaultSandboxUsers = 300;
const defaultLifetimes = {
  accessTokenLifetime: 3_600,
  refreshTokenLifetime: 30 * day,
  refreshTokenGrace: 10,
};

const isPositiveInteger = (value: number, most: number) =>
  Number.isSafeInteger(value) && value >= 1 && value <= most;

const defaultPoolSize = 10;

export const postgresUrlExample = "a URL such as postgres://user:password@host:5432/database";

/** Checks for the URL of a PostgreSQL database. */
export const isPostgresUrl = (text: string): boolean => hostsOf(text).length > 0;

const checkDatabase = (
  { database = "memory" }: Pick<UsersServerOptions, "database">,
  { require }: Problems,
): DatabaseChoice => {
  if (database === "memory") return { file: ":memory:" };
  const isObject = typeof database === "object";
  if (isObject && "url" in database) {
    const { url, poolSize = defaultPoolSize, preparedStatements = true } = database;
    const { replicaUrl, replicaMaxLag } = database;
    require(typeof url === "string" && isPostgresUrl(url), "database.url", postgresUrlExample);
    require(replicaUrl === undefined ||
      (typeof replicaUrl === "string" &&
        isPostgresUrl(replicaUrl)), "database.replicaUrl", postgresUrlExample);
    require(replicaMaxLag === undefined ||
      isPositiveInteger(replicaMaxLag, 300), "database.replicaMaxLag", "a number from 1 to 300");
    require(isPositiveInteger(poolSize, 1_000), "database.poolSize", "a number from 1 to 1000");
    require(typeof preparedStatements ===
      "boolean", "database.preparedStatements", "true or false");
    return { url, poolSize, preparedStatements, replicaUrl, replicaMaxLag };
  }
  const isFile = isObject && typeof database.file === "string" && database.file !== "";
  require(isFile, "database", '"memory", { file: "<path>" } or { url: "postgres://…" }');
  return { file: isFile ? database.file : "" };
};

/** Location of the data. */
export const databaseOf = (options: Pick<UsersServerOptions, "database">): DatabaseChoice => {
  const problems = makeProblems();
  const choice = checkDatabase(options, problems);
  problems.throwAny();
  return choice;
};

const seedingOf = (
  { sandbox = false }: UsersServerOptions,
  { require }: Problems,
): ResolvedOptions["seeding"] => {
  if (sandbox === false) return undefined;
  const given = sandbox === true ? {} : sandbox;
  const { users = defaultSandboxUsers, seed } = given;
  require(isPositiveInteger(users, maxUsers) &&
    users >= 2, "sandbox.users", `a number from 2 to ${maxUsers}`);
  require(seed === undefined ||
    seed === 0 ||
    isPositiveInteger(seed, maxSeed), "sandbox.seed", `a whole number from 0 to ${maxSeed}`);
  return { users, seed: seed ?? null };
};

const tokensOf = ({ tokens = {} }: UsersServerOptions, { require }: Problems): TokenLifetimes => {
  const lifetimes = { ...defaultLifetimes, ...tokens };
  for (const [name, seconds] of Object.entries(lifetimes)) {
    const isGrace = name === "refreshTokenGrace" && seconds === 0;
    require(isGrace ||
      isPositiveInteger(
        seconds,
        315_360_000,
      ), `tokens.${name}`, "a whole number of seconds, 1 or more");
  }
  return lifetimes;
};

const retentionOf = (
  { auditRetention, auditAddressRetention = defaultAddressRetention }: UsersServerOptions,
  { require }: Problems,
): AuditRetention => {
  const days = (value: number | undefined, name: string) => {
    if (value === undefined) return undefined;
    require(isPositiveInteger(value, 36_500), name, "a number of days from 1 to 36500");
    return value * day;
  };
  return {
    entries: days(auditRetention, "auditRetention"),
    addresses: days(
      auditAddressRetention === false ? undefined : auditAddressRetention,
      "auditAddressRetention",
    ),
  };
};

/**
 * Validates the options and adds the defaults. Throws a `ConfigurationError` that lists every
 * problem.
 */
export const resolveOptions = (options: UsersServerOptions): ResolvedOptions => {
  const { clock = () => Date.now(), log, telemetry = false } = options;
  const problems = makeProblems();
  problems.require(typeof clock === "function", "clock", "a function");
  problems.require(log === undefined || typeof log === "function", "log", "a function");
  problems.require(typeof telemetry === "boolean", "telemetry", "true or false");
  const seeding = seedingOf(options, problems);
  const isSandbox = seeding !== undefined;
  // A sandbox allows any origin, because its tokens are worthless.
  const allowedOrigins = options.allowedOrigins ?? (isSandbox ? ["*"] : []);
  const resolved = {
    database: checkDatabase(options, problems),
    seeding,
    tokens: tokensOf(options, problems),
    passwords: resolvePasswords(options.passwords, problems),
    limits: resolveLimits(options.limits, isSandbox, problems),
    http: resolveHttp({ ...options, allowedOrigins }, problems),
    ...resolveMail(options.mail, problems),
    auditRetention: retentionOf(options, problems),
    now: () => Math.floor(Number(clock()) / 1000),
    log,
    telemetry,
  };
  problems.throwAny();
  return resolved;
};
