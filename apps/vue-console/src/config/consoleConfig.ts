/** What is told to a console when it starts, in `/config.json`: one build serves every environment. */
export interface ConsoleConfig {
  /** Where the API is: an address, or a path of this origin. */
  readonly apiUrl: string;
  /** A public OAuth client. */
  readonly clientId: string;
  /**
   * Where the session is kept: in `memory` until the page is reloaded, for the `tab`, or in the
   * `browser` until somebody signs out. What is kept can be read by any script that runs here.
   */
  readonly session: "memory" | "tab" | "browser";
}

const defaults: ConsoleConfig = { apiUrl: "/api", clientId: "web", session: "tab" };
const sessions: ReadonlyArray<unknown> = ["memory", "tab", "browser"];

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

const demand = (holds: boolean, name: string, must: string) => {
  if (!holds) throw new TypeError(`config.json: "${name}" must be ${must}.`);
};

/** Checks what `/config.json` says and fills in the rest. `origin` is that of this page. */
export const readConfig = (given: unknown, origin: string): ConsoleConfig => {
  demand(typeof given === "object" && given !== null, "config", "an object");
  const config = { ...defaults, ...(given as Partial<ConsoleConfig>) };
  demand(isText(config.apiUrl), "apiUrl", "an address or a path");
  demand(URL.canParse(config.apiUrl, origin), "apiUrl", "an address or a path");
  demand(isText(config.clientId), "clientId", "the id of a public OAuth client");
  demand(sessions.includes(config.session), "session", '"memory", "tab" or "browser"');
  return { ...config, apiUrl: new URL(config.apiUrl, origin).href };
};

/** Reads `/config.json`. */
export const loadConfig = async (): Promise<ConsoleConfig> => {
  const response = await fetch("/config.json");
  if (!response.ok) throw new Error(`config.json answered ${response.status}.`);
  return readConfig(await response.json(), location.origin);
};
