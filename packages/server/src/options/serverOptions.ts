import type { DatabaseChoice } from "../database/databaseKind.ts";
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
import type { TokenLifetimes } from "../api/context/services.ts";

/** How a sandbox is filled. */
export interface SandboxOptions {
  /** How many users there are, `admin` and `jdoe` included; 300 when left out. At most 10,000. */
  readonly users?: number | undefined;
  /**
   * Who they are: the same for the same number, with times before that of the sandbox. A whole
   * number from 0 to 4294967295. Without one they are those of every sandbox. `admin`, `jdoe` and
   * the credentials never differ.
   */
  readonly seed?: number | undefined;
}

/** A PostgreSQL database. Any number of servers may share it. */
export interface PostgresOptions {
  /** Such as `postgres://user:password@host:5432/database`. */
  readonly url: string;
  /** How many connections this server holds at most; 10 when left out. */
  readonly poolSize?: number | undefined;
}

/** What `createServer` may be told. */
export interface UsersServerOptions {
  /**
   * A SQLite file, a PostgreSQL database, or `"memory"` (the default), which is gone when the server
   * is closed.
   */
  readonly database?: { readonly file: string } | PostgresOptions | "memory" | undefined;
  /** Known credentials, a population, the controls below `/_sandbox/`, and calls from any web page. */
  readonly sandbox?: boolean | SandboxOptions | undefined;
  /** In seconds. Access tokens live an hour, refresh tokens 30 days when left out. */
  readonly tokens?: Partial<TokenLifetimes> | undefined;
  /** What a password's hash costs, and how many are made at once. */
  readonly passwords?: PasswordOptions | undefined;
  /**
   * How often anybody may sign in, ask for a new password and register; `false` for no limit. A
   * sandbox has none unless it is told.
   */
  readonly limits?: boolean | LimitOptions | undefined;
  /** The proxies whose `X-Forwarded-For` is believed: how many, or which. None when left out. */
  readonly trustProxy?: TrustProxy | undefined;
  /** The origins whose pages may call, such as `https://app.example`. None but in a sandbox. */
  readonly allowedOrigins?: ReadonlyArray<string> | undefined;
  /** How much and how long a client may send. */
  readonly http?: HttpOptions | undefined;
  /** The mail server. Without one messages stay in the outbox until they expire. */
  readonly mail?: MailOptions | undefined;
  /** How many days the audit trail is kept; for good when left out. */
  readonly auditRetention?: number | undefined;
  /** The time; for tests. */
  readonly clock?: (() => Date | number) | undefined;
  /** Is told of each request; `jsonLog()` writes a line of JSON. */
  readonly log?: Log | undefined;
  /**
   * Whether OpenTelemetry is told of each request: a span, and its duration. The process sets up the
   * SDK before. `false` when left out.
   */
  readonly telemetry?: boolean | undefined;
}

/** The same with every default filled in. */
export interface ResolvedOptions {
  readonly database: DatabaseChoice;
  /** Undefined where it is no sandbox. */
  readonly seeding: Pick<Population, "seed" | "users"> | undefined;
  readonly tokens: TokenLifetimes;
  readonly passwords: ResolvedPasswords;
  readonly limits: Limits;
  readonly http: ResolvedHttp;
  readonly messages: MessageOptions;
  readonly delivery: DeliveryOptions | undefined;
  /** Seconds. */
  readonly auditRetention: number | undefined;
  readonly now: () => number;
  readonly log: Log;
  readonly telemetry: boolean;
}

const day = 86_400;
const defaultSandboxUsers = 300;
const defaultLifetimes = {
  accessTokenLifetime: 3_600,
  refreshTokenLifetime: 30 * day,
  refreshTokenGrace: 10,
};

const isPositiveInteger = (value: number, most: number) =>
  Number.isSafeInteger(value) && value >= 1 && value <= most;

const defaultPoolSize = 10;

/** Whether a text is the address of a PostgreSQL database. */
export const isPostgresUrl = (text: string): boolean =>
  /^postgres(ql)?:\/\//.test(text) && URL.canParse(text);

const checkDatabase = (
  { database = "memory" }: Pick<UsersServerOptions, "database">,
  { require }: Problems,
): DatabaseChoice => {
  if (database === "memory") return { file: ":memory:" };
  const isObject = typeof database === "object";
  if (isObject && "url" in database) {
    const { url, poolSize = defaultPoolSize } = database;
    // The message does not repeat it: there is a password in it.
    require(typeof url === "string" &&
      isPostgresUrl(
        url,
      ), "database.url", "the address of a PostgreSQL database, such as postgres://user:password@host:5432/database");
    require(isPositiveInteger(poolSize, 1_000), "database.poolSize", "a number from 1 to 1000");
    return { url, poolSize };
  }
  const isFile = isObject && typeof database.file === "string" && database.file !== "";
  require(isFile, "database", '"memory", { file: "<path>" } or { url: "postgres://…" }');
  return { file: isFile ? database.file : "" };
};

/** Where the data is. */
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
      isPositiveInteger(seconds, 315_360_000), `tokens.${name}`, "whole seconds, 1 or more");
  }
  return lifetimes;
};

const retentionOf = (
  { auditRetention }: UsersServerOptions,
  { require }: Problems,
): number | undefined => {
  if (auditRetention === undefined) return undefined;
  require(isPositiveInteger(auditRetention, 36_500), "auditRetention", "days, from 1 to 36500");
  return auditRetention * day;
};

/**
 * Checks the options and fills in the defaults. JavaScript callers get a message, not a riddle; all
 * that is wrong is in it.
 */
export const resolveOptions = (options: UsersServerOptions): ResolvedOptions => {
  const { clock = () => Date.now(), log = () => {}, telemetry = false } = options;
  const problems = makeProblems();
  problems.require(typeof clock === "function", "clock", "a function");
  problems.require(typeof log === "function", "log", "a function");
  problems.require(typeof telemetry === "boolean", "telemetry", "true or false");
  const seeding = seedingOf(options, problems);
  const isSandbox = seeding !== undefined;
  // Any page may call a sandbox: the tokens are not worth stealing.
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
