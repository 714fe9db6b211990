import type { CommandWords } from "./commandWords.ts";

/** In single quotes; \`_describe\` separates name and description with a colon. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const described = ({ name, description }: CommandWords["words"][number]) =>
  quoted(`${name.replaceAll(":", "\\:")}:${description}`);

export const zshCompletion = (commands: ReadonlyArray<CommandWords>): string => {
  const cases = commands.map(
    ({ path, words }) =>
      `    ${quoted(path)})\n      found=(\n${words
        .map((word) => `        ${described(word)}`)
        .join("\n")}\n      ) ;;`,
  );
  return `#compdef knetik-users
# Completion of knetik-users for zsh. Made by \`knetik-users completion zsh\`.
_knetik_users_words() {
  found=()
  case "$1" in
${cases.join("\n")}
  esac
}
_knetik_users() {
  local at="" word next index
  local -a found options
  for ((index = 2; index < CURRENT; index++)); do
    word="\${words[index]}"
    next="\${at:+$at }$word"
    _knetik_users_words "$next"
    if [[ $word != -* && \${#found} -gt 0 ]]; then at="$next"; fi
  done
  _knetik_users_words "$at"
  options=(\${(M)found:#--*})
  found=(\${found:#--*})
  if [[ $PREFIX == -* ]]; then
    _describe -o option options
  elif [[ \${#found} -gt 0 ]]; then
    _describe command found
  else
    _files
  fi
}
if [[ $funcstack[1] == _knetik_users ]]; then _knetik_users "$@"; else compdef _knetik_users knetik-users; fi
`;
};
