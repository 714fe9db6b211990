import { once } from "node:events";
import process from "node:process";
import { parseArgs } from "node:util";
import { consoleTour } from "./consoleTour.ts";
import { nestTour } from "./nestTour.ts";
import { heading, note } from "./report.ts";
import { startSandbox } from "./sandbox.ts";
import { startConsole, startNestService } from "./startService.ts";
import { tour } from "./tour.ts";

const readArguments = (): { readonly keep: boolean } => {
  try {
    const { values } = parseArgs({ options: { keep: { type: "boolean" } } });
    return { keep: values.keep ?? process.stdin.isTTY };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error("Usage: demo [--keep]");
    process.exit(2);
  }
};

const { keep } = readArguments();

const sandbox = await startSandbox();
// They start while the tour runs, because compiling them takes seconds.
const startingService = startNestService(sandbox.url);
const startingConsole = startConsole(sandbox.url);
const starting = [startingService, startingConsole];
// Failures are thrown where they are awaited.
void Promise.allSettled(starting);
try {
  heading(`The Users API at ${sandbox.url}, with an in-memory database`);
  const count = await tour(sandbox);
  const service = await startingService;
  await nestTour(service);
  const page = await startingConsole;
  await consoleTour(page);
  heading(`Done: called all ${count} operations of the API.`);
  if (keep) {
    note(
      `The server is still running at ${sandbox.url}. Messages it sent: ${sandbox.url}/_sandbox/mail`,
    );
    note(
      `The Nest service is still running at ${service.url}. Its API documentation: ${service.url}/docs`,
    );
    note(`The console is still running at ${page.url}`);
    note("Sign in as admin / sandbox-admin or jdoe / sandbox-jdoe. Stop with Ctrl-C.");
    const stop = new AbortController();
    await Promise.race(
      ["SIGINT", "SIGTERM"].map((name) => once(process, name, { signal: stop.signal })),
    );
  }
} finally {
  for (const started of await Promise.allSettled(starting)) {
    if (started.status === "fulfilled") await started.value.close();
  }
  await sandbox.close();
}
