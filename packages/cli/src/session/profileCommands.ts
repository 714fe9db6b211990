import type { Command } from "commander";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import { addCommand, addGroup, type Run } from "../command/addCommand.ts";
import { identityOf } from "../profiles/resolveConnection.ts";

export const addProfileCommands = (program: Command, run: Run): void => {
  const group = addGroup(program, "profiles", "Lists and selects profiles.");
  addCommand(group, run, {
    usage: "list",
    description: "Lists the profiles. The current one is marked.",
    examples: ["profiles list"],
    action: async ({ profiles, output }) => {
      const current = await profiles.current();
      const rows = await Promise.all(
        (await profiles.list()).map(async (name) => ({ name, profile: await profiles.read(name) })),
      );
      await output.rows(
        rows,
        [
          { title: "PROFILE", cell: ({ name }) => (name === current ? `${name} *` : name) },
          { title: "URL", cell: ({ profile }) => profile?.url ?? "" },
          { title: "ACCOUNT", cell: ({ profile }) => (profile ? identityOf(profile.account) : "") },
        ],
        ({ name, profile }) => ({
          profile: name,
          current: name === current,
          url: profile?.url,
          identity: profile && identityOf(profile.account),
        }),
      );
      if (rows.length === 0) output.note("No profiles. Create one with `knetik-users login`.");
    },
  });
  addCommand(group, run, {
    usage: "use <profile>",
    description: "Selects the profile for further commands.",
    examples: ["profiles use staging"],
    action: async ({ profiles, output }, { args: [name = ""] }) => {
      if ((await profiles.read(name)) === undefined) {
        throw new CliError(`There is no profile "${name}".`, {
          exitCode: exitCodes.usage,
          hint: "`knetik-users profiles list` shows the profiles.",
        });
      }
      await profiles.use(name);
      output.note(`Commands now use profile ${name}.`);
    },
  });
};
