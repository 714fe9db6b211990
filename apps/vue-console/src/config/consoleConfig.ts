/** An account of a sandbox, which the sign-in page offers. */
export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  readonly roles: ReadonlyArray<string>;
}

/** Settings of a console in `/config.json`, so that one build serves every environment. */
export interface ConsoleConfig {
  /** URL of the API, or a path on this origin. */
  readonly apiUrl: string;
  /** Id of a public OAuth client. */
  readonly clientId: string;
  /**
   * Storage of the session: `memory` until the page is reloaded, `tab`, or `browser` until the user
   * signs out. Any script of the page can read a stored session.
   */
  readonly session: "memory" | "tab" | "browser";
  /** Present if the API is a sandbox. */
  readonly demoAccounts?: ReadonlyArray<DemoAccount> | undefined;
}

const defaults: ConsoleConfig = { apiUrl: "/api", clientId: "web", session: "tab" };
const sessions: ReadonlyArray<unknown> = ["memory", "tab", "browser"];

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

const isDemoAccount = (value: unknown): value is DemoAccount => {
  const { username, password, roles } = (value ?? {}) as Partial<DemoAccount>;
  return isText(username) && isText(password) && Array.isArray(roles) && roles.every(isText);
};

const demand = (holds: boolean, name: string, must: string) => {
  if (!holds) throw new TypeError(`config.json: "${name}" must be ${must}.`);
};

/** Validates `/config.json` and adds the defaults. `origin` is that of this page. */
export const readConfig = (given: unknown, origin: string): ConsoleConfig => {
  demand(typeof given === "object" && given !== null, "config", "an object");
  const config = { ...defaults, ...(given as Partial<ConsoleConfig>) };
  demand(isText(config.apiUrl), "apiUrl", "an address or a path");
  demand(URL.canParse(config.apiUrl, origin), "apiUrl", "an address or a path");
  demand(isText(config.clientId), "clientId", "the id of a public OAuth client");
  demand(sessions.includes(config.session), "session", '"memory", "tab" or "browser"');
  const { demoAccounts = [] } = config;
  demand(
    Array.isArray(demoAccounts) && demoAccounts.every(isDemoAccount),
    "demoAccounts",
    'a list such as [{ "username": "admin", "password": "sandbox-admin", "roles": [] }]',
  );
  return { ...config, apiUrl: new URL(config.apiUrl, origin).href };
};

/** Reads `/config.json`. */
export const loadConfig = async (): Promise<ConsoleConfig> => {
  const response = await fetch("/config.json");
  if (!response.ok) throw new Error(`config.json answered ${response.status}.`);
  return readConfig(await response.json(), location.origin);
};
