import {
  isRecord,
  type WireRecord,
  fieldColumn,
  type FieldColumn,
  propertyColumnOf,
  type Checked,
  checkRegistration,
  checkUpdate,
  propertiesField,
  registrationFields,
  summaryFields,
  updateFields,
  userFields,
} from "@knetik-users/core/bulk";
import type { Command } from "commander";
import {
  codecs,
  encodeWire,
  type User,
  type UserSearch,
  type UserSummary,
} from "@knetik-users/core/effect";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import { columnsOf, pick } from "../fields/columns.ts";
import { collect } from "../command/collect.ts";
import { addCommand, addGroup, type Run } from "../command/addCommand.ts";
import type { Context } from "../command/context.ts";
import { readSecret } from "../terminal/secretInput.ts";
import {
  addFieldOptions,
  type FieldOptions,
  readCleared,
  readFieldOptions,
} from "./fieldOptions.ts";
import { parseUserReference, resolveUser, resolveUserId, userArgumentHelp } from "./findUser.ts";
import { addSearchOptions } from "./searchOptions.ts";
import { readSearch, searchHelp, type SearchOptions } from "./userSearch.ts";

interface FieldsOption {
  readonly fields?: string;
}

const summaryRecord = (row: UserSummary) => encodeWire(codecs.UserSummary, row) as WireRecord;
const userRecord = (user: User) => encodeWire(codecs.User, user) as WireRecord;

/** These tell users apart and fit into 80 columns. */
const tableFields = [
  "id",
  "username",
  "display_name",
  "email",
  "member_since",
  "last_activity",
] as const;
const tableColumns = summaryFields
  .filter(({ name }) => (tableFields as ReadonlyArray<string>).includes(name))
  .sort((one, other) => {
    const place = ({ name }: { readonly name: string }) =>
      (tableFields as ReadonlyArray<string>).indexOf(name);
    return place(one) - place(other);
  })
  .map(fieldColumn);

/** A table cell shows the day only; JSON and CSV have the time. */
const shorten = (cell: string) => cell.replace(/^(\d{4}-\d\d-\d\d)T[\d:.]+Z$/, "$1");

const asTable = (columns: ReadonlyArray<FieldColumn>) =>
  columns.map((column) => ({
    title: column.name.toUpperCase(),
    cell: (record: WireRecord) => shorten(column.format(record)),
    align: column.name === "id" ? ("right" as const) : ("left" as const),
  }));

const addPageOptions = (command: Command): Command =>
  addSearchOptions(command)
    .option("--size <number>", "rows per page (default: 25)")
    .option("--page <number>", "page, starting with 1")
    .option("--fields <names>", "columns, separated by commas");

const listUsers = (context: Context, search: UserSearch, { fields }: FieldsOption) =>
  context.withClient(async (client) => {
    const { output, host } = context;
    const columns = fields === undefined ? tableColumns : columnsOf(summaryFields, fields);
    const page = await client.getUsers(search, { signal: host.signal });
    await output.rows(page.content.map(summaryRecord), asTable(columns), (record) =>
      fields === undefined ? record : pick(columns, record),
    );
    const { totalElements: total, last } = page;
    const shown = `${page.content.length}${total === undefined ? "" : ` of ${total.toLocaleString("en")}`} users`;
    const next =
      last === false ? ` Next: --page ${(search.page ?? 1) + 1}. All: users export.` : "";
    output.note(`${shown}.${next}`);
  });

/** Every field, and each custom property of a known type on its own line. */
const columnsOfUser = (record: WireRecord): ReadonlyArray<FieldColumn> => {
  const properties = isRecord(record[propertiesField]) ? record[propertiesField] : {};
  return userFields.flatMap((field) =>
    field.name !== propertiesField
      ? [fieldColumn(field)]
      : Object.entries(properties).map(([name, property]) => propertyColumnOf(name, property)),
  );
};

/** Shows a user, one field per line. */
const showUser = ({ output }: Context, user: User, { fields }: FieldsOption): Promise<void> => {
  const record = userRecord(user);
  const columns = fields === undefined ? columnsOfUser(record) : columnsOf(userFields, fields);
  if (output.json) return output.result([], fields === undefined ? record : pick(columns, record));
  return output.pairs(
    columns
      .map((column) => [column.name, column.format(record)] as const)
      .filter(([, text]) => text !== ""),
  );
};

const requireValid = <Input>(checked: Checked<Input>): Input => {
  if (checked.ok) return checked.input;
  throw new CliError("The user is invalid.", {
    exitCode: exitCodes.invalid,
    problems: checked.issues.map(({ field, message }) => `${field}: ${message}`),
    hint: "Nothing was sent.",
  });
};

const passwordOption = "--password-stdin";

interface CreateOptions extends FieldOptions {
  readonly passwordStdin?: boolean;
  readonly password?: boolean;
}

const createUser = (context: Context, options: CreateOptions) =>
  context.withClient(async (client) => {
    const { host } = context;
    const fromStdin = options.passwordStdin === true;
    const record: Record<string, unknown> = { ...readFieldOptions(registrationFields, options) };
    if (options.password !== false) {
      record["password"] = await readSecret(host, {
        fromStdin,
        option: `${passwordOption}, or create the user without one with --no-password`,
        question: "Password",
        repeat: true,
      });
    }
    const input = requireValid(checkRegistration(record));
    const user = await client.registerUser(input, { signal: host.signal });
    context.output.note(`Created user ${user.id}.`);
    await showUser(context, user, {});
  });

interface UpdateOptions extends FieldOptions {
  readonly clear?: ReadonlyArray<string>;
}

const updateUser = (context: Context, name: string, options: UpdateOptions) =>
  context.withClient(async (client) => {
    const { signal } = context.host;
    const given = readFieldOptions(updateFields, options);
    const changes = { ...given, ...readCleared(updateFields, options.clear ?? []) };
    if (Object.keys(changes).length === 0) {
      throw new CliError("No changes were given.", {
        exitCode: exitCodes.usage,
        hint: "See `knetik-users users update --help` for the fields.",
      });
    }
    const input = requireValid(checkUpdate(changes));
    const id = await resolveUser(client, name, signal);
    // The API replaces all properties, so those that were not given are sent again.
    const properties =
      input.additionalProperties == null
        ? {}
        : {
            additionalProperties: {
              ...(await client.getUser(id, { signal })).additionalProperties,
              ...input.additionalProperties,
            },
          };
    await client.updateUser(id, { ...input, ...properties }, { signal });
    context.output.note(`Updated user ${id}.`);
    await showUser(context, await client.getUser(id, { signal }), {});
  });

const changeTags = (
  context: Context,
  [name = "", ...tags]: ReadonlyArray<string>,
  operation: "addUserTag" | "removeUserTag",
) =>
  context.withClient(async (client) => {
    const { signal } = context.host;
    const id = await resolveUserId(client, name, signal);
    for (const tag of tags) await client[operation](id, tag, { signal });
    const all = await client.getUserTags(id, { signal });
    await context.output.result(
      [`User ${id} has ${all.length === 0 ? "no tags" : `the tags ${all.join(", ")}`}.`],
      {
        id,
        tags: all,
      },
    );
  });

/** Sends the reset message. Unlike other commands it does not say whether the user exists. */
const resetPassword = (context: Context, name: string) =>
  context.withClient(async (client) => {
    const { signal } = context.host;
    const mobileNumber = /^mobile:(.+)$/.exec(name)?.[1];
    if (mobileNumber !== undefined) {
      await client.submitPasswordReset({ mobileNumber }, { signal });
    } else {
      const reference = parseUserReference(name);
      if (reference.kind === "id") {
        await client.startPasswordReset(await resolveUserId(client, name, signal), { signal });
      } else if (reference.kind === "email") {
        await client.submitPasswordReset({ email: reference.name }, { signal });
      } else {
        await client.submitPasswordReset({ username: reference.name }, { signal });
      }
    }
    context.output.note("If the user exists, the API has sent a message with a secret.");
  });

/** All commands for single users. */
export const addUserCommands = (program: Command, run: Run): Command => {
  const group = addGroup(program, "users", "Searches, shows and changes users.");
  addCommand<SearchOptions & FieldsOption>(group, run, {
    usage: "list",
    description: "Lists users, one page at a time.",
    options: addPageOptions,
    details: searchHelp,
    examples: [
      "users list --filter tag=vip --order last_activity:desc",
      'users list --filter "last_activity>=2026-01-01" --filter group=europe',
      "users list --json --fields id,email --size 100",
    ],
    action: (context, { options }) => listUsers(context, readSearch(options), options),
  });
  addCommand<SearchOptions & FieldsOption>(group, run, {
    usage: "search <text>",
    description: "Lists users whose display name, or user name without one, starts with a text.",
    options: addPageOptions,
    details: searchHelp,
    examples: ["users search ada", "users search ada --filter tag=vip"],
    action: (context, { args: [text = ""], options }) => {
      const search = readSearch({
        ...options,
        filter: [...(options.filter ?? []), `search=${text}`],
      });
      return listUsers(context, search, options);
    },
  });
  addCommand<FieldsOption>(group, run, {
    usage: "get <user>",
    description: "Shows a user with all fields.",
    options: (command) => command.option("--fields <names>", "fields, separated by commas"),
    details: userArgumentHelp,
    examples: [
      "users get 42",
      "users get ada@example.com --fields id,tags",
      "users get 42 --fields additional_properties.level:integer",
    ],
    action: (context, { args: [name = ""], options }) =>
      context.withClient(async (client) => {
        const { signal } = context.host;
        const user = await client.getUser(await resolveUser(client, name, signal), { signal });
        await showUser(context, user, options);
      }),
  });
  addCommand<CreateOptions>(group, run, {
    usage: "create",
    description: "Registers a user. Asks for the password.",
    options: (command) => {
      addFieldOptions(command, registrationFields);
      command
        .option(passwordOption, "reads the password from standard input")
        .option("--no-password", "creates the user without a password");
    },
    examples: [
      "users create --username ada --email ada@example.com",
      "users create --username ada --email ada@example.com --tags vip;beta \\\n      --template player --property level:integer=3 --password-stdin < password.txt",
    ],
    action: (context, { options }) => createUser(context, options),
  });
  addCommand<UpdateOptions>(group, run, {
    usage: "update <user>",
    description: "Changes fields of a user. Fields that are not given keep their values.",
    options: (command) => {
      addFieldOptions(command, updateFields);
      command.option("--clear <fields>", "empties fields; may be repeated", collect);
    },
    details: `${userArgumentHelp}\nA property that is not given keeps its value; --clear ${propertiesField} removes all.`,
    examples: [
      "users update 42 --display-name Ada",
      "users update ada@example.com --property level:integer=4 --clear avatar_url",
    ],
    action: (context, { args: [name = ""], options }) => updateUser(context, name, options),
  });
  addCommand(group, run, {
    usage: "tag <user> <tags...>",
    description: "Adds tags to a user.",
    details: userArgumentHelp,
    examples: ["users tag 42 vip beta"],
    action: (context, { args }) => changeTags(context, args, "addUserTag"),
  });
  addCommand(group, run, {
    usage: "untag <user> <tags...>",
    description: "Removes tags from a user.",
    details: userArgumentHelp,
    examples: ["users untag 42 beta"],
    action: (context, { args }) => changeTags(context, args, "removeUserTag"),
  });
  addCommand<{ readonly passwordStdin?: boolean }>(group, run, {
    usage: "set-password <user>",
    description: "Sets the password of a user. Asks for it.",
    options: (command) => command.option(passwordOption, "reads the password from standard input"),
    details: userArgumentHelp,
    examples: ["users set-password 42", "users set-password 42 --password-stdin < password.txt"],
    action: (context, { args: [name = ""], options }) =>
      context.withClient(async (client) => {
        const { signal } = context.host;
        const password = await readSecret(context.host, {
          fromStdin: options.passwordStdin === true,
          option: passwordOption,
          question: "New password",
          repeat: true,
        });
        const id = await resolveUserId(client, name, signal);
        await client.setPassword(id, password, { signal });
        context.output.note(`Set the password of user ${id}.`);
      }),
  });
  addCommand(group, run, {
    usage: "reset-password <user>",
    description: "Has the API send the user a message to choose a new password.",
    details: `${userArgumentHelp} mobile:<number> finds the user by mobile number.`,
    examples: ["users reset-password ada@example.com", "users reset-password 42"],
    action: (context, { args: [name = ""] }) => resetPassword(context, name),
  });
  addCommand<{ readonly secretsStdin?: boolean }>(group, run, {
    usage: "finish-reset <id>",
    description: "Chooses a new password with the secret from the reset message. Asks for both.",
    options: (command) =>
      command.option("--secrets-stdin", "reads the secret and the password, a line each"),
    examples: ["users finish-reset 42", "users finish-reset 42 --secrets-stdin < secrets.txt"],
    action: (context, { args: [name = ""], options }) =>
      context.withClient(async (client) => {
        const { host } = context;
        const fromStdin = options.secretsStdin === true;
        const option = "--secrets-stdin";
        const first = await readSecret(host, { fromStdin, option, question: "Secret" });
        const [secret = "", given = ""] = fromStdin ? first.split(/\r?\n/) : [first];
        const password = fromStdin
          ? given
          : await readSecret(host, { fromStdin, option, question: "New password", repeat: true });
        const id = await resolveUserId(client, name, host.signal);
        await client.passwordReset(id, { secret, password }, { signal: host.signal });
        context.output.note(`User ${id} has a new password.`);
      }),
  });
  return group;
};
