import type { Log } from "./http/log.ts";
import { largestSeed, mostUsers } from "./sandbox/fields.ts";
import type { Population } from "./sandbox/people.ts";
import type { TokenLifetimes } from "./services.ts";

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

/** What `createServer` may be told. */
export interface UsersServerOptions {
  /** A SQLite file, or `"memory"` (the default), which is gone when the server is closed. */
  readonly database?: { readonly file: string } | "memory" | undefined;
  /** Known credentials, a population, the controls below `/_sandbox/`, and calls from any web page. */
  readonly sandbox?: boolean | SandboxOptions | undefined;
  /** In seconds. Access tokens live an hour, refresh tokens 30 days when left out. */
  readonly tokens?: Partial<TokenLifetimes> | undefined;
  /** The time; for tests. */
  readonly clock?: (() => Date | number) | undefined;
  /** Is told of each request. */
  readonly log?: Log | undefined;
}

/** The same with every default filled in. */
export interface ResolvedOptions {
  readonly file: string;
  /** Undefined where it is no sandbox. */
  readonly seeding: Pick<Population, "seed" | "users"> | undefined;
  readonly tokens: TokenLifetimes;
  readonly now: () => number;
  readonly log: Log;
}

const defaultSandboxUsers = 300;
const defaultLifetimes = { accessTokenLifetime: 3_600, refreshTokenLifetime: 2_592_000 };

const demand = (holds: boolean, option: string, must: string) => {
  if (!holds) throw new TypeError(`createServer: ${option} must be ${must}.`);
};

const isPositiveInteger = (value: number, most: number) =>
  Number.isSafeInteger(value) && value >= 1 && value <= most;

const fileOf = ({ database = "memory" }: UsersServerOptions): string => {
  if (database === "memory") return ":memory:";
  demand(
    typeof database === "object" && typeof database.file === "string" && database.file !== "",
    "database",
    '"memory" or { file: "<path>" }',
  );
  return database.file;
};

const seedingOf = ({ sandbox = false }: UsersServerOptions): ResolvedOptions["seeding"] => {
  if (sandbox === false) return undefined;
  const given = sandbox === true ? {} : sandbox;
  const { users = defaultSandboxUsers, seed } = given;
  demand(
    isPositiveInteger(users, mostUsers) && users >= 2,
    "sandbox.users",
    `a number from 2 to ${mostUsers}`,
  );
  demand(
    seed === undefined || seed === 0 || isPositiveInteger(seed, largestSeed),
    "sandbox.seed",
    `a whole number from 0 to ${largestSeed}`,
  );
  return { users, seed: seed ?? null };
};

const tokensOf = ({ tokens = {} }: UsersServerOptions): TokenLifetimes => {
  const lifetimes = { ...defaultLifetimes, ...tokens };
  for (const [name, seconds] of Object.entries(lifetimes)) {
    demand(isPositiveInteger(seconds, 315_360_000), `tokens.${name}`, "whole seconds, 1 or more");
  }
  return lifetimes;
};

/** Checks the options and fills in the defaults. JavaScript callers get a message, not a riddle. */
export const resolveOptions = (options: UsersServerOptions): ResolvedOptions => {
  const { clock = () => Date.now(), log = () => {} } = options;
  demand(typeof clock === "function", "clock", "a function");
  demand(typeof log === "function", "log", "a function");
  return {
    file: fileOf(options),
    seeding: seedingOf(options),
    tokens: tokensOf(options),
    now: () => Math.floor(Number(clock()) / 1000),
    log,
  };
};
