import { readFile, writeFile } from "node:fs/promises";
import type { Command } from "commander";
import type { UsersClient } from "@knetik-users/core";
import { addCommand, type Run } from "../command/addCommand.ts";
import type { Context } from "../command/context.ts";
import { type ExitCode, exitCodes } from "../errors/exitCodes.ts";
import { readTemplates } from "./readTemplates.ts";
import {
  compareTemplates,
  readTemplateFolder,
  type TemplateChange,
  writeTemplates,
} from "./templateFolder.ts";
import { templateTypes } from "./templateTypes.ts";

const describeChange = (change: TemplateChange): string =>
  change.action === "update" ? change.differences.join(", ") : "";

const showChanges = ({ output }: Context, changes: ReadonlyArray<TemplateChange>): Promise<void> =>
  output.rows(
    changes,
    [
      { title: "ACTION", cell: ({ action }) => (action === "extra" ? "only in the API" : action) },
      { title: "TEMPLATE", cell: ({ id }) => id },
      { title: "DIFFERENCES", cell: describeChange },
    ],
    (change) => ({
      action: change.action,
      id: change.id,
      differences: change.action === "update" ? change.differences : undefined,
    }),
  );

const compare = async ({ host }: Context, client: UsersClient, folder: string) =>
  compareTemplates(
    await readTemplateFolder(host, folder),
    await readTemplates(client, host.signal),
  );

const push = async (
  context: Context,
  client: UsersClient,
  folder: string,
  prune: boolean,
): Promise<void> => {
  const { host, output } = context;
  const changes = (await compare(context, client, folder)).filter(
    ({ action }) => prune || action !== "extra",
  );
  if (changes.length === 0) {
    output.note("The API has the templates of the files.");
    return;
  }
  await showChanges(context, changes);
  await context.confirm(`Make ${changes.length} ${changes.length === 1 ? "change" : "changes"}?`);
  const { signal } = host;
  for (const change of changes) {
    if (change.action === "create") await client.createUserTemplate(change.input, { signal });
    else if (change.action === "update") {
      await client.updateUserTemplate(change.id, change.input, { signal });
    } else await client.deleteUserTemplate(change.id, {}, { signal });
    output.note(`${change.id}: ${change.action === "extra" ? "deleted" : `${change.action}d`}`);
  }
};

interface TypesOptions {
  readonly output?: string;
  readonly check?: boolean;
  readonly schemas?: boolean;
}

const types = async (
  { host, output }: Context,
  client: UsersClient,
  { output: file, check = false, schemas = false }: TypesOptions,
): Promise<ExitCode> => {
  const text = templateTypes(await readTemplates(client, host.signal), { schemas });
  if (file === undefined) {
    host.stdout.write(text);
    return exitCodes.ok;
  }
  const present = await readFile(file, "utf8").catch(() => undefined);
  if (present === text) {
    output.note(`${file} is up to date.`);
    return exitCodes.ok;
  }
  if (check) {
    output.warn(`${file} differs from the templates. Run the command without --check.`);
    return exitCodes.incomplete;
  }
  await writeFile(file, text);
  output.note(`Wrote ${file}.`);
  return exitCodes.ok;
};

export const addTemplateFolderCommands = (templates: Command, run: Run): void => {
  addCommand(templates, run, {
    usage: "pull <folder>",
    description: "Writes all templates to files, one per template.",
    examples: ["templates pull templates/"],
    action: (context, { args: [folder = ""] }) =>
      context.withClient(async (client) => {
        const all = await readTemplates(client, context.host.signal);
        const files = await writeTemplates(folder, all);
        await context.output.result(files, { files });
      }),
  });
  addCommand(templates, run, {
    usage: "diff <folder>",
    description: "Shows how the templates of the API differ from files. Ends with 8 if they do.",
    examples: ["templates diff templates/"],
    action: (context, { args: [folder = ""] }) =>
      context.withClient(async (client) => {
        const changes = await compare(context, client, folder);
        await showChanges(context, changes);
        context.output.note(`${changes.length} differences.`);
        return changes.length > 0 ? exitCodes.incomplete : exitCodes.ok;
      }),
  });
  addCommand<{ readonly prune?: boolean }>(templates, run, {
    usage: "push <folder>",
    description: "Creates and changes templates to those of files, after showing the plan.",
    options: (command) =>
      command.option("--prune", "deletes templates that have no file and no users"),
    examples: ["templates push templates/", "templates push templates/ --prune --yes"],
    action: (context, { args: [folder = ""], options }) =>
      context.withClient((client) => push(context, client, folder, options.prune === true)),
  });
  addCommand<TypesOptions>(templates, run, {
    usage: "types",
    description: "Generates TypeScript types of the custom properties of each template.",
    options: (command) =>
      command
        .option("--output <file>", "writes a file instead of standard output")
        .option("--check", "changes nothing; ends with 8 if the file is not up to date")
        .option("--schemas", "adds an Effect schema of each type, with the limits of its values"),
    details: `The file exports Typed<User, "player">: a user whose additionalProperties have the names,
types and optionality of the template player. A schema checks properties as core
reads them; with onExcessProperty: "error" it refuses those that the template does not define.`,
    examples: [
      "templates types --schemas --output src/templates.ts",
      "templates types --output src/templates.ts",
      "templates types --output src/templates.ts --check",
    ],
    action: (context, { options }) =>
      context.withClient((client) => types(context, client, options)),
  });
};
