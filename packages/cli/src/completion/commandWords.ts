import type { Command } from "commander";

/** A command or an option, with its one-line description. */
export interface Word {
  readonly name: string;
  readonly description: string;
}

/** The words that may follow a command. */
export interface CommandWords {
  /** Names of the commands that lead there, such as `users list`. */
  readonly path: string;
  readonly words: ReadonlyArray<Word>;
}

const optionsOf = (command: Command): ReadonlyArray<Word> =>
  command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description }) => (long === undefined ? [] : [{ name: long, description }]));

const withoutRepeats = (words: ReadonlyArray<Word>): ReadonlyArray<Word> => [
  ...new Map(words.map((word) => [word.name, word])).values(),
];

/** The words that may follow the program and each of its commands. */
export const commandWords = (
  command: Command,
  globals: ReadonlyArray<Word> = optionsOf(command),
  path: ReadonlyArray<string> = [],
): ReadonlyArray<CommandWords> => [
  {
    path: path.join(" "),
    words: withoutRepeats([
      ...command.commands.map((each) => ({ name: each.name(), description: each.description() })),
      ...optionsOf(command),
      ...globals,
    ]),
  },
  ...command.commands.flatMap((each) => commandWords(each, globals, [...path, each.name()])),
];
