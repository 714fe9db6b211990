import { once } from "node:events";
import process from "node:process";
import { parseArgs } from "node:util";
import { checkConsole } from "./checkConsole.ts";
import { nestTour } from "./nestTour.ts";
import { cliTour } from "./cliTour.ts";
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
    console.error(
      "Usage: pnpm demo [--keep]\n  --keep  Leave the services running (default in a terminal).",
    );
    process.exit(2);
  }
};

const { keep } = readArguments();

const sandbox = await startSandbox();
// Started now and awaited after the API tour, because compiling them takes seconds.
const startingService = startNestService(sandbox.url);
const startingConsole = startConsole(sandbox.url);
const starting = [startingService, startingConsole];
// Prevents an unhandled rejection; each failure is thrown at its own await below.
void Promise.allSettled(starting);
try {
  heading(`The Users API at ${sandbox.url}, with an in-memory database`);
  const count = await tour(sandbox);
  await cliTour(sandbox.url);
  const service = await startingService;
  await nestTour(service);
  const consoleApp = await startingConsole;
  await checkConsole(consoleApp);
  heading(`Done: called all ${count} operations of the API.`);
  if (keep) {
    note(
      `The server is still running at ${sandbox.url}. Its mailbox: ${sandbox.url}/_sandbox/mail`,
    );
    note(
      `The Nest service is still running at ${service.url}. Its API documentation: ${service.url}/docs`,
    );
    note(`The console is still running at ${consoleApp.url}`);
    note("Sign in as admin / sandbox-admin or jdoe / sandbox-jdoe. Stop with Ctrl-C.");
    await Promise.race(["SIGINT", "SIGTERM"].map((name) => once(process, name)));
  }
} finally {
  for (const started of await Promise.allSettled(starting)) {
    if (started.status === "fulfilled") await started.value.close();
  }
  await sandbox.close();
}
