import type { CommandWords } from "./commandWords.ts";

const quoted = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

export const fishCompletion = (commands: ReadonlyArray<CommandWords>): string => {
  const cases = commands.map(
    ({ path, words }) =>
      `    case ${quoted(path)}\n      printf '%s\\t%s\\n' ${words
        .map(({ name, description }) => `${quoted(name)} ${quoted(description)}`)
        .join(" \\\n        ")}`,
  );
  return `# Completion of knetik-users for fish. Made by \`knetik-users completion fish\`.
function __knetik_users_words
  switch $argv[1]
${cases.join("\n")}
  end
end
function __knetik_users_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    set -l next (string trim -- "$at $word")
    if not string match -q -- '-*' $word; and test -n "$(__knetik_users_words $next)"
      set at $next
    end
  end
  echo $at
end
complete -c knetik-users -f -a '(__knetik_users_words (__knetik_users_at))'
complete -c knetik-users -n 'not __knetik_users_words (__knetik_users_at) | string match -qv -- "--*"' -F
`;
};
