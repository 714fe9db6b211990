import type { Argument, Command } from "commander";
import type { ExitCode } from "../errors/exitCodes.ts";
import type { Host } from "../terminal/host.ts";
import type { GlobalOptions } from "../profiles/resolveConnection.ts";
import { type Context, makeContext } from "./context.ts";

/** Called with the context, the arguments and the options of a command. Returns the exit code if it is not 0. */
export type Action<Options> = (
  context: Context,
  given: { readonly args: ReadonlyArray<string>; readonly options: Options },
) => Promise<ExitCode | undefined> | Promise<void>;

/** A run of the program. The command sets its exit code. */
export interface Run {
  readonly host: Host;
  exitCode: ExitCode;
}

interface CommandDefinition<Options> {
  /** Name and arguments, such as `get <user>`. */
  readonly usage: string;
  /** Arguments with a description or choices. */
  readonly arguments?: ReadonlyArray<Argument>;
  readonly description: string;
  readonly examples: ReadonlyArray<string>;
  /** Adds the options. */
  readonly options?: (command: Command) => void;
  /** More help, after the options. */
  readonly details?: string;
  readonly action: Action<Options>;
}

const exampleText = (examples: ReadonlyArray<string>): string =>
  `\nExamples:\n${examples.map((example) => `  $ knetik-users ${example}`).join("\n")}`;

/** A group of commands, such as `users`. */
export const addGroup = (parent: Command, name: string, description: string): Command =>
  parent.command(name).description(description);

/** Adds a command below another one. */
export const addCommand = <Options extends object>(
  parent: Command,
  run: Run,
  {
    usage,
    arguments: all = [],
    description,
    examples,
    options,
    details,
    action,
  }: CommandDefinition<Options>,
): void => {
  const command = parent.command(usage).description(description);
  for (const argument of all) command.addArgument(argument);
  options?.(command);
  if (details !== undefined) command.addHelpText("after", `\n${details}`);
  command.addHelpText("after", exampleText(examples));
  command.action(async () => {
    const context = makeContext(run.host, command.optsWithGlobals<GlobalOptions>());
    // Variadic arguments are arrays.
    const args = (command.processedArgs as ReadonlyArray<string | Array<string> | undefined>)
      .flat()
      .filter((arg) => arg !== undefined);
    run.exitCode = (await action(context, { args, options: command.opts<Options>() })) ?? 0;
  });
};
