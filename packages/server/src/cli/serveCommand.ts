import { printableLines } from "../database/names/displayText.ts";
import { jsonLog } from "../http/jsonLog.ts";
import type { Log } from "../http/requestLog.ts";
import type { SandboxOptions, UsersServerOptions } from "../options/serverOptions.ts";
import { sandboxRoot } from "../sandbox/pages/pageLayout.ts";
import { sandboxClients, sandboxUsers } from "../sandbox/sample-data/credentials.ts";
import { createServer } from "../server.ts";
import { environmentOptions } from "./environment.ts";
import { startTelemetry } from "./openTelemetry.ts";
import { lowerThreadPoolPriority } from "./threadPriority.ts";

interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly database: NonNullable<UsersServerOptions["database"]>;
  readonly sandbox: false | SandboxOptions;
  readonly log: LogName;
}

/** Logs internal errors only; rejected requests are normal. */
const logErrors: Log = ({ method, path, requestId, error }) => {
  if (error !== undefined) {
    const line = `${method} ${path ?? "?"} failed (request ${requestId}): ${error}`;
    process.stderr.write(`${printableLines(line)}\n`);
  }
};

const logs = { json: () => jsonLog(), errors: () => logErrors, none: () => () => {} };

/** Request logs by name. */
export type LogName = keyof typeof logs;
export const logNames = Object.keys(logs) as ReadonlyArray<LogName>;

const listOf = (roles: ReadonlyArray<string>) =>
  roles.length === 0 ? "no role" : roles.join(", ");

const credentials = (url: string) =>
  [
    "",
    "Sandbox credentials",
    ...sandboxClients.map(
      ({ id, secret, roles }) =>
        `  client  ${id.padEnd(8)}${(secret ?? "(public)").padEnd(16)}${listOf(roles)}`,
    ),
    ...sandboxUsers.map(
      ({ username, password, roles }) =>
        `  user    ${username.padEnd(8)}${password.padEnd(16)}${listOf(roles)}`,
    ),
    "",
    `Clock, inbox, faults, snapshots, requests: ${url}${sandboxRoot}/`,
    "",
  ].join("\n");

/** Describes in one line why the port cannot be used. */
const listenFailure = (error: unknown, { host, port }: ServeOptions): unknown => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return new Error(`Port ${port} is in use. Use another --port.`);
  if (code === "EACCES") return new Error(`Port ${port} is not allowed. Use another --port.`);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return new Error(`${host} is not an address of this machine.`);
  }
  return error;
};

/** Serves until it receives a signal. */
export const serve = async (options: ServeOptions): Promise<void> => {
  const { port, host, database, sandbox, log } = options;
  const serverOptions = environmentOptions(process.env, { database, sandbox, log: logs[log]() });
  const endTelemetry =
    serverOptions.telemetry === true ? await startTelemetry() : () => Promise.resolve();
  const server = await createServer(serverOptions);
  try {
    // Installed before the server reports that it is ready.
    const stopped = new Promise((resolve) => {
      process.once("SIGINT", resolve);
      process.once("SIGTERM", resolve);
    });
    await lowerThreadPoolPriority();
    const { url } = await server.listen({ port, host }).catch((error: unknown) => {
      throw listenFailure(error, options);
    });
    process.stdout.write(`ready ${url}\n${sandbox === false ? "" : credentials(url)}`);
    await stopped;
  } finally {
    await server.close();
    await endTelemetry();
  }
};
