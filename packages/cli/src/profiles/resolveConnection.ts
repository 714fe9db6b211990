import type { Credentials, UsersClientOptions } from "@knetik-users/core";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import type { Account, Profile, ProfileStore } from "./profileStore.ts";
import type { Host } from "../terminal/host.ts";

/** Options of every command. */
export interface GlobalOptions {
  readonly url?: string;
  readonly profile?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly yes?: boolean;
  readonly allowInsecureHttp?: boolean;
}

/** Environment variables, in the order of their help. */
export const variables = {
  KNETIK_USERS_URL: "address of the API",
  KNETIK_USERS_PROFILE: "name of the profile",
  KNETIK_USERS_CLIENT_ID: "id of an OAuth client; used instead of a profile",
  KNETIK_USERS_CLIENT_SECRET: "its secret",
  KNETIK_USERS_TOKEN: "an access token; used instead of a profile",
  KNETIK_USERS_CONFIG: "folder of the profiles",
  NO_COLOR: "any value turns colors off",
} as const;

/** The API that a command calls, and its account. */
export interface Connection {
  readonly url: string;
  /** Undefined if the credentials do not come from a profile. */
  readonly profile?: string;
  readonly account?: Account;
  /** For people. */
  readonly identity: string;
  readonly options: UsersClientOptions;
}

/** @param secret - The client's secret, or the user's first refresh token. */
export const credentialsOf = ({ kind, clientId }: Account, secret: string): Credentials =>
  kind === "client"
    ? { grant: "client_credentials", clientId, clientSecret: secret }
    : { grant: "refresh_token", clientId, refreshToken: secret };

export const identityOf = (account: Account): string =>
  account.kind === "client"
    ? `client ${account.clientId}`
    : `user ${account.username} (client ${account.clientId})`;

/** Credentials of the environment. */
const fromEnvironment = (
  env: Host["env"],
): { readonly auth: Credentials; readonly identity: string } | undefined => {
  const { KNETIK_USERS_TOKEN: token = "" } = env;
  if (token !== "") return { auth: { token }, identity: "the token of KNETIK_USERS_TOKEN" };
  const clientId = env["KNETIK_USERS_CLIENT_ID"] ?? "";
  const clientSecret = env["KNETIK_USERS_CLIENT_SECRET"] ?? "";
  if (clientId === "" && clientSecret === "") return undefined;
  if (clientId === "" || clientSecret === "") {
    const missing = clientId === "" ? "KNETIK_USERS_CLIENT_ID" : "KNETIK_USERS_CLIENT_SECRET";
    throw new CliError(`${missing} is not set.`, {
      exitCode: exitCodes.usage,
      hint: "Set both variables, or neither to use a profile.",
    });
  }
  return {
    auth: { grant: "client_credentials", clientId, clientSecret },
    identity: `client ${clientId}`,
  };
};

const isSameApi = (one: string, other: string): boolean =>
  URL.canParse(one) &&
  URL.canParse(other) &&
  new URL(one).href.replace(/\/$/, "") === new URL(other).href.replace(/\/$/, "");

/** The profile to use: `--profile`, else `KNETIK_USERS_PROFILE`, else the current one. */
export const chosenProfile = async (
  store: ProfileStore,
  { env }: Pick<Host, "env">,
  { profile }: GlobalOptions,
): Promise<{ readonly name: string; readonly isExplicit: boolean }> => {
  const { KNETIK_USERS_PROFILE: fromEnv = "" } = env;
  const explicit = profile ?? (fromEnv === "" ? undefined : fromEnv);
  return explicit === undefined
    ? { name: await store.current(), isExplicit: false }
    : { name: explicit, isExplicit: true };
};

const requireProfile = (name: string, profile: Profile | undefined): Profile => {
  if (profile !== undefined) return profile;
  throw new CliError(`There is no profile "${name}".`, {
    exitCode: exitCodes.usage,
    hint: `Create it with \`knetik-users login --profile ${name} --url <address>\`.`,
  });
};

/**
 * Options before environment variables before the profile. The credentials of a profile are only sent to
 * the profile's own API: with another `--url`, calls are anonymous.
 */
export const resolveConnection = async (
  store: ProfileStore,
  host: Pick<Host, "env" | "fetch">,
  globals: GlobalOptions,
): Promise<Connection> => {
  const { KNETIK_USERS_URL: urlOfEnv = "" } = host.env;
  const environment = fromEnvironment(host.env);
  const { name, isExplicit } = await chosenProfile(store, host, globals);
  const stored = await store.read(name);
  const profile = isExplicit ? requireProfile(name, stored) : stored;
  const url = globals.url ?? (urlOfEnv === "" ? profile?.url : urlOfEnv);
  if (url === undefined) {
    throw new CliError("The address of the API is not known.", {
      exitCode: exitCodes.usage,
      hint: "Sign in with `knetik-users login --url <address>`, or pass `--url <address>`.",
    });
  }
  const common = {
    baseUrl: url,
    allowInsecureHttp: globals.allowInsecureHttp ?? profile?.allowInsecureHttp ?? false,
    fetch: host.fetch,
  };
  if (environment !== undefined) {
    const { auth, identity } = environment;
    return { url, identity, options: { ...common, auth } };
  }
  if (profile === undefined || !isSameApi(url, profile.url)) {
    return { url, identity: "anonymous", options: common };
  }
  const { account } = profile;
  const auth = credentialsOf(account, await store.secretOf(name));
  return {
    url,
    profile: name,
    account,
    identity: identityOf(account),
    options: { ...common, auth, tokenStore: store.tokenStore(name) },
  };
};
