#!/usr/bin/env node
import { program } from "./runCli.ts";

await program.parseAsync();
