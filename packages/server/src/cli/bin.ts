#!/usr/bin/env node
import { program } from "./runCli.ts";

// `knetik-users-server audit | head` closes the pipe: that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

await program.parseAsync();
