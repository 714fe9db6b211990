import { once } from "node:events";
import process from "node:process";
import { parseArgs } from "node:util";
import { startNestService } from "./nestService.ts";
import { nestTour } from "./nestTour.ts";
import { heading, note } from "./report.ts";
import { startSandbox } from "./sandbox.ts";
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
// It is compiled while the tour goes on.
const starting = startNestService(sandbox.url);
try {
  heading(`The Users API, on a database in memory, at ${sandbox.url}`);
  const count = await tour(sandbox);
  const service = await starting;
  await nestTour(service);
  heading(`Done: all 16 endpoints and the token endpoint (${count} operations) were called.`);
  if (keep) {
    note(`The server goes on at ${sandbox.url}; its mailbox is ${sandbox.url}/_sandbox/mail`);
    note(`The Nest service goes on at ${service.url}; its documentation is ${service.url}/docs`);
    note("Sign in as admin / sandbox-admin or jdoe / sandbox-jdoe. Stop with Ctrl-C.");
    const stop = new AbortController();
    await Promise.race(
      ["SIGINT", "SIGTERM"].map((name) => once(process, name, { signal: stop.signal })),
    );
  }
} finally {
  await starting.then(
    (service) => service.close(),
    () => undefined,
  );
  await sandbox.close();
}
