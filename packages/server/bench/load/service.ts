import process from "node:process";
import type { DatabaseChoice } from "../../src/database/databaseKind.ts";

/** The process under load: `service.ts server|bare <database as JSON>`. */
const [, , contender, json = ""] = process.argv;
const choice = JSON.parse(json) as DatabaseChoice;

// Each loads its own code only, because memory is measured, too.
const serveWhole = async () => {
  const { createServer } = await import("../../src/server.ts");
  const { lowerThreadPoolPriority } = await import("../../src/cli/threadPriority.ts");
  const database = "url" in choice ? choice : { file: choice.file };
  // All requests come from one address: with the default limits, the benchmark would measure rate
  // limiting.
  const server = await createServer({ database, limits: false });
  await lowerThreadPoolPriority();
  return (await server.listen({ port: 0 })).url;
};
const serveBareOnly = async () => {
  const { serveBare } = await import("./bare.ts");
  const { openStore } = await import("./store.ts");
  return serveBare(await openStore(choice), "url" in choice);
};
const url = await (contender === "server" ? serveWhole() : serveBareOnly());

/** CPU time of the process so far. */
const usage = () => {
  const { user, system } = process.cpuUsage();
  return { ...process.memoryUsage(), cpuSeconds: (user + system) / 1_000_000 };
};
process.on("message", () => process.send?.(usage()));
process.on("disconnect", () => process.exit());
process.send?.(url);
