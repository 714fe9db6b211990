import type { Command } from "commander";
import { collect } from "../command/collect.ts";

/** The options of every command that searches. */
export const addSearchOptions = (command: Command): Command =>
  command
    .option("--filter <name=value>", "searches; may be repeated", collect)
    .option("--order <fields>", "sorts, such as display_name or last_activity:desc");
