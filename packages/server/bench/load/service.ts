import type { DatabaseChoice } from "../../src/database/databaseKind.ts";
import { createServer } from "../../src/server.ts";
import { serveBare } from "./bare.ts";
import { openStore } from "./store.ts";

/** What is loaded, in a process of its own: `service.ts server|bare <database as JSON>`. */
const [, , contender, json = ""] = process.argv;
const choice = JSON.parse(json) as DatabaseChoice;

const serveWhole = async () => {
  const database = "url" in choice ? choice : { file: choice.file };
  // All of it comes from one address: the limits of sign-ins would be what is measured.
  const server = await createServer({ database, limits: false });
  return (await server.listen({ port: 0 })).url;
};
const url =
  contender === "server"
    ? await serveWhole()
    : await serveBare(await openStore(choice), "url" in choice);

/** What the process has used so far. */
const usage = () => {
  const { user, system } = process.cpuUsage();
  return { rss: process.memoryUsage.rss(), cpuSeconds: (user + system) / 1_000_000 };
};
process.on("message", () => process.send?.(usage()));
process.on("disconnect", () => process.exit());
process.send?.(url);
