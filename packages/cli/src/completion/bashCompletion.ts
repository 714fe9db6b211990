import type { CommandWords } from "./commandWords.ts";

export const bashCompletion = (commands: ReadonlyArray<CommandWords>): string => {
  const cases = commands.map(
    ({ path, words }) => `    "${path}") echo "${words.map(({ name }) => name).join(" ")}" ;;`,
  );
  return `# Completion of knetik-users for bash. Made by \`knetik-users completion bash\`.
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
}
# Without a word of ours, bash completes file names, and quotes them.
complete -o default -F _knetik_users knetik-users
`;
};
