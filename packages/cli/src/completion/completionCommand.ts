import type { Command } from "commander";
import { addCommand, type Run } from "../command/addCommand.ts";
import { write } from "../terminal/output.ts";
import { bashCompletion } from "./bashCompletion.ts";

export const addCompletionCommand = (program: Command, run: Run): void => {
  addCommand(program, run, {
    usage: "completion",
    description: "Prints a script that completes commands and options in bash.",
    examples: ["completion > ~/.local/share/bash-completion/completions/knetik-users"],
    action: ({ host }) => write(host.stdout, bashCompletion(program)),
  });
};
