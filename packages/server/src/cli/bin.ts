#!/usr/bin/env node
import { program } from "./runCli.ts";

// `knetik-users-server audit | head` closes the pipe: that is no error. A server has no subcommand, and must
// not end as if it had succeeded.
program.hook("preSubcommand", () => {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
});

await program.parseAsync();
