import { createUsersClient, type UsersClient, type UsersClientOptions } from "@knetik-users/core";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import { openProfiles, type ProfileStore } from "../profiles/profileStore.ts";
import {
  type Connection,
  type GlobalOptions,
  resolveConnection,
} from "../profiles/resolveConnection.ts";
import type { Host } from "../terminal/host.ts";
import { makeOutput, type Output } from "../terminal/output.ts";
import { safeLine } from "../terminal/printable.ts";
import { askConfirmation, isInteractive } from "../terminal/prompts.ts";

/** Everything a command works with. */
export interface Context {
  readonly host: Host;
  readonly globals: GlobalOptions;
  readonly output: Output;
  readonly profiles: ProfileStore;
  readonly connection: () => Promise<Connection>;
  /**
   * Runs with a client, which is closed at the end and on Ctrl-C.
   *
   * @param options - Options of the client; with `finishCalls` calls in flight are not ended by Ctrl-C.
   */
  readonly withClient: <Value>(
    use: (client: UsersClient, connection: Connection) => Promise<Value>,
    options?: Partial<UsersClientOptions> & { readonly finishCalls?: boolean },
  ) => Promise<Value>;
  /** Asks before something that cannot be undone; `--yes` answers. Fails if the answer is no. */
  readonly confirm: (question: string) => Promise<void>;
}

export const makeContext = (host: Host, globals: GlobalOptions): Context => {
  const { json = false, quiet = false, yes = false } = globals;
  const output = makeOutput(host, { json, quiet });
  const profiles = openProfiles(host);
  const connection = () => resolveConnection(profiles, host, globals);
  return {
    host,
    globals,
    output,
    profiles,
    connection,
    withClient: async (use, { finishCalls = false, ...options } = {}) => {
      const resolved = await connection();
      const client = createUsersClient({ ...resolved.options, ...options });
      const close = () => void client.close();
      if (!finishCalls) host.signal.addEventListener("abort", close);
      try {
        return await use(client, resolved);
      } finally {
        host.signal.removeEventListener("abort", close);
        await client.close();
      }
    },
    confirm: async (question) => {
      if (yes) return;
      if (!isInteractive(host)) {
        throw new CliError(`${question} There is no terminal to confirm it.`, {
          exitCode: exitCodes.usage,
          hint: "Pass --yes to confirm.",
        });
      }
      if (!(await askConfirmation(host, safeLine(question)))) {
        throw new CliError("Nothing was changed.", { exitCode: exitCodes.interrupted });
      }
    },
  };
};
