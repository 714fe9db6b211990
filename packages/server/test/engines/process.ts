import type { Socket } from "node:net";
import { createServer, type UsersServerOptions } from "../../src/index.ts";

// The time limits are for slow clients. On a busy machine every client is slow.
const http = {
  headersTimeout: 600,
  requestTimeout: 600,
  keepAliveTimeout: 600,
  idleTimeout: 600,
  drainTimeout: 60,
};

/**
 * A server in its own process: `node process.js <options as JSON>`. Prints its URL. Ends when its
 * input ends, and so with the process that started it, even if that is killed.
 */
const options = JSON.parse(process.argv[2] ?? "{}") as UsersServerOptions;
const server = await createServer({ http, ...options });
const { url } = await server.listen({ port: 0 });
process.stdout.write(`ready ${url}\n`);
process.once("SIGTERM", () => void server.close(60_000));
process.stdin.once("end", () => process.exit()).resume();
// Waiting for the end of the input does not keep a closed server running.
(process.stdin as Socket).unref();
