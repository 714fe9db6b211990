import { formatCell, isRecord, type WireRecord } from "@knetik-users/core/bulk";
import { type Command, Option } from "commander";
import {
  codecs,
  contract,
  encodeWire,
  type UserTemplate,
  type UserTemplateInput,
  type UserTemplateUpdate,
} from "@knetik-users/core/effect";
import { addCommand, addGroup, type Run } from "../command/addCommand.ts";
import type { Context } from "../command/context.ts";
import { readTemplates } from "./readTemplates.ts";
import { readTemplate } from "./templateFile.ts";

const recordOf = (template: UserTemplate) =>
  encodeWire(codecs.UserTemplate, template) as WireRecord;

const text = (value: unknown) =>
  value === undefined ? "" : formatCell("json", value).replace(/^"|"$/g, "");

const definitionsOf = (record: WireRecord): ReadonlyArray<WireRecord> => {
  const { properties } = record;
  return Array.isArray(properties) ? properties.filter(isRecord) : [];
};

/** Everything of a definition that limits its value. */
const limitsOf = ({ name: _name, type: _type, required: _required, ...limits }: WireRecord) =>
  Object.entries(limits)
    .map(([name, value]) => `${name}=${text(value)}`)
    .join(" ");

const showTemplate = async ({ output }: Context, template: UserTemplate): Promise<void> => {
  const record = recordOf(template);
  if (output.json) return output.result([], record);
  await output.result(
    [
      `${template.id}  ${template.name}`,
      `Properties that are not listed are ${template.allowAdditional === true ? "" : "not "}allowed.`,
    ],
    record,
  );
  await output.rows(
    definitionsOf(record),
    [
      { title: "PROPERTY", cell: (each) => text(each["name"]) },
      { title: "TYPE", cell: (each) => text(each["type"]) },
      { title: "REQUIRED", cell: (each) => (each["required"] === true ? "yes" : "no") },
      { title: "LIMITS", cell: limitsOf },
    ],
    (each) => each,
  );
};

export const addTemplateCommands = (program: Command, run: Run): Command => {
  const group = addGroup(program, "templates", "Shows and changes user templates.");
  addCommand(group, run, {
    usage: "list",
    description: "Lists all templates.",
    examples: ["templates list", "templates list --json"],
    action: (context) =>
      context.withClient(async (client) => {
        const { output, host } = context;
        const all = await readTemplates(client, host.signal);
        await output.rows(
          all.map(recordOf),
          [
            { title: "ID", cell: (each) => text(each["id"]) },
            { title: "NAME", cell: (each) => text(each["name"]) },
            {
              title: "PROPERTIES",
              cell: (each) => String(definitionsOf(each).length),
              align: "right",
            },
            {
              title: "ADDITIONAL",
              cell: (each) => (each["allow_additional"] === true ? "yes" : "no"),
            },
            {
              title: "UPDATED",
              cell: (each) => formatCell("date", each["updated_date"]).slice(0, 10),
            },
          ],
          (each) => each,
        );
        output.note(`${all.length} templates.`);
      }),
  });
  addCommand(group, run, {
    usage: "get <id>",
    description: "Shows a template with its properties.",
    examples: ["templates get player", "templates get player --json > player.json"],
    action: (context, { args: [id = ""] }) =>
      context.withClient(async (client) => {
        await showTemplate(
          context,
          await client.getUserTemplate(id, { signal: context.host.signal }),
        );
      }),
  });
  addCommand(group, run, {
    usage: "create <file>",
    description: "Creates a template from a JSON file; - is standard input.",
    examples: ["templates create player.json"],
    action: (context, { args: [file = ""] }) =>
      context.withClient(async (client) => {
        const input = await readTemplate<UserTemplateInput>(
          context.host,
          file,
          contract.createUserTemplate,
        );
        const { signal } = context.host;
        await showTemplate(context, await client.createUserTemplate(input, { signal }));
      }),
  });
  addCommand(group, run, {
    usage: "update <id> <file>",
    description: "Changes a template to that of a JSON file; - is standard input.",
    examples: ["templates update player player.json"],
    action: (context, { args: [id = "", file = ""] }) =>
      context.withClient(async (client) => {
        const input = await readTemplate<UserTemplateUpdate>(
          context.host,
          file,
          contract.updateUserTemplate,
        );
        await context.confirm(
          `Change template ${id}? Its users must match it when they are next updated.`,
        );
        const { signal } = context.host;
        await showTemplate(context, await client.updateUserTemplate(id, input, { signal }));
      }),
  });
  addCommand<{ readonly cascade?: "detach" }>(group, run, {
    usage: "delete <id>",
    description: "Deletes a template.",
    options: (command) =>
      command.addOption(
        new Option("--cascade <what>", "detach: also if it still has users").choices(["detach"]),
      ),
    examples: ["templates delete player", "templates delete player --cascade detach --yes"],
    action: (context, { args: [id = ""], options }) =>
      context.withClient(async (client) => {
        await context.confirm(`Delete template ${id}?`);
        await client.deleteUserTemplate(id, options, { signal: context.host.signal });
        context.output.note(`Deleted template ${id}.`);
      }),
  });
  return group;
};
