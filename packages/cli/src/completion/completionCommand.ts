import path from "node:path";
import { type Command, Argument } from "commander";
import { addCommand, type Run } from "../command/addCommand.ts";
import { write } from "../terminal/output.ts";
import { bashCompletion } from "./bashCompletion.ts";
import { commandWords } from "./commandWords.ts";
import { fishCompletion } from "./fishCompletion.ts";
import { zshCompletion } from "./zshCompletion.ts";

/**
 * The scripts know all words themselves: starting the program for each press of the tab key would take
 * half a second.
 */
const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };
type Shell = keyof typeof shells;

const isShell = (name: string): name is Shell => Object.hasOwn(shells, name);

export const addCompletionCommand = (program: Command, run: Run): void => {
  addCommand(program, run, {
    usage: "completion",
    arguments: [
      new Argument("[shell]", "default: that of the variable SHELL, else bash").choices(
        Object.keys(shells),
      ),
    ],
    description: "Prints a script that completes commands and options in bash, zsh or fish.",
    examples: [
      "completion bash > ~/.local/share/bash-completion/completions/knetik-users",
      "completion zsh > ~/.zfunc/_knetik-users   # a folder of $fpath",
      "completion fish > ~/.config/fish/completions/knetik-users.fish",
    ],
    action: ({ host }, { args: [given] }) => {
      const own = path.basename(host.env["SHELL"] ?? "");
      const shell = given ?? own;
      return write(host.stdout, shells[isShell(shell) ? shell : "bash"](commandWords(program)));
    },
  });
};
