import type { Command } from "commander";

interface Words {
  /** Names of the commands that lead here. */
  readonly path: string;
  readonly words: ReadonlyArray<string>;
}

const optionsOf = (command: Command): ReadonlyArray<string> =>
  command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long }) => (long === undefined ? [] : [long]));

/** The words that may follow each command. */
const wordsOf = (
  command: Command,
  globals: ReadonlyArray<string>,
  path: ReadonlyArray<string> = [],
): ReadonlyArray<Words> => [
  {
    path: path.join(" "),
    words: [
      ...command.commands.map((each) => each.name()),
      ...new Set([...optionsOf(command), ...globals]),
    ],
  },
  ...command.commands.flatMap((each) => wordsOf(each, globals, [...path, each.name()])),
];

/**
 * Completion for bash, made from the commands. It knows all words itself: starting the program for each
 * press of the tab key would take half a second.
 */
export const bashCompletion = (program: Command): string => {
  const cases = wordsOf(program, optionsOf(program)).map(
    ({ path, words }) => `    "${path}") echo "${words.join(" ")}" ;;`,
  );
  return `# Completion of knetik-users for bash. Made by \`knetik-users completion\`.
_knetik_users_words() {
  case "$1" in
${cases.join("\n")}
  esac
}
_knetik_users() {
  local path="" word next index
  for ((index = 1; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    next="\${path:+$path }$word"
    if [[ $word != -* && -n "$(_knetik_users_words "$next")" ]]; then path="$next"; fi
  done
  COMPREPLY=($(compgen -W "$(_knetik_users_words "$path")" -- "\${COMP_WORDS[COMP_CWORD]}"))
  if [[ \${#COMPREPLY[@]} -eq 0 ]]; then
    COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"))
  fi
}
complete -F _knetik_users knetik-users
`;
};
