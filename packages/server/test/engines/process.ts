import { createServer, type UsersServerOptions } from "../../src/index.ts";

/** A server in its own process: `node process.js <options as JSON>`. Prints its URL. */
const options = JSON.parse(process.argv[2] ?? "{}") as UsersServerOptions;
const server = await createServer(options);
const { url } = await server.listen({ port: 0 });
process.stdout.write(`ready ${url}\n`);
process.once("SIGTERM", () => void server.close());
