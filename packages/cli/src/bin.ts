#!/usr/bin/env -S node --max-semi-space-size=2 --initial-old-space-size=16 --heap-growing-percent=20
// V8 collects garbage sooner with these options: an export needs half of the memory.
import { systemKeychain } from "./profiles/keychain.ts";
import { runCli } from "./program/runCli.ts";

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // A second signal ends the process at once.
  process.once(signal, () => stop.abort());
}
// `knetik-users … | head` closes the pipe: that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

const { stdin, stdout, stderr, env } = process;
process.exitCode = await runCli(
  { stdin, stdout, stderr, env, signal: stop.signal, keychain: systemKeychain },
  process.argv.slice(2),
);
