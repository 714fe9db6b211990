import type { LogEntry } from "../http/log.ts";
import type { UsersServerOptions } from "../options.ts";
import { sandboxClients, sandboxUsers } from "../sandbox/credentials.ts";
import { createServer } from "../server.ts";
import { optionsOf } from "./environment.ts";

interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly database: NonNullable<UsersServerOptions["database"]>;
  readonly sandbox: boolean;
}

/** Only what went wrong inside: a request that is refused is no news. */
const logErrors = ({ method, path, requestId, error }: LogEntry) => {
  if (error !== undefined) {
    process.stderr.write(`${method} ${path ?? "?"} failed (request ${requestId}): ${error}\n`);
  }
};

const listOf = (roles: ReadonlyArray<string>) =>
  roles.length === 0 ? "no role" : roles.join(", ");

const credentials = () =>
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
    "  mail    GET /_sandbox/mail",
    "",
  ].join("\n");

/** Why the port cannot be had, in a line. */
const listenFailure = (error: unknown, { host, port }: ServeOptions): unknown => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return new Error(`Port ${port} is in use. Use another --port.`);
  if (code === "EACCES") return new Error(`Port ${port} is not allowed. Use another --port.`);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return new Error(`${host} is not an address of this machine.`);
  }
  return error;
};

/** Serves until it is told to stop. */
export const serve = async (options: ServeOptions): Promise<void> => {
  const { port, host, database, sandbox } = options;
  const server = await createServer({
    database,
    sandbox,
    log: logErrors,
    ...(sandbox ? {} : optionsOf(process.env)),
  });
  try {
    // Before anybody is told that the server is ready, and so may stop it.
    const stopped = new Promise((resolve) => {
      process.once("SIGINT", resolve);
      process.once("SIGTERM", resolve);
    });
    const { url } = await server.listen({ port, host }).catch((error: unknown) => {
      throw listenFailure(error, options);
    });
    process.stdout.write(`ready ${url}\n${sandbox ? credentials() : ""}`);
    await stopped;
  } finally {
    await server.close();
  }
};
