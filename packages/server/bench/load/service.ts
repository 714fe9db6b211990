import type { DatabaseChoice } from "../../src/database/databaseKind.ts";
import { createServer } from "../../src/server.ts";
import { serveBare } from "./bare.ts";
import { openStore } from "./store.ts";

/** The process under load: `service.ts server|bare <database as JSON>`. */
const [, , contender, json = ""] = process.argv;
const choice = JSON.parse(json) as DatabaseChoice;

const serveWhole = async () => {
  const database = "url" in choice ? choice : { file: choice.file };
  // All requests come from one address: with the default limits, the benchmark would measure rate
  // limiting.
  const server = await createServer({ database, limits: false });
  return (await server.listen({ port: 0 })).url;
};
const url =
  contender === "server"
    ? await serveWhole()
    : await serveBare(await openStore(choice), "url" in choice);

/** CPU time of the process so far. */
const usage = () => {
  const { user, system } = process.cpuUsage();
  return { rss: process.memoryUsage.rss(), cpuSeconds: (user + system) / 1_000_000 };
};
process.on("message", () => process.send?.(usage()));
process.on("disconnect", () => process.exit());
process.send?.(url);
