import { Command, InvalidArgumentError, Option } from "commander";
import { type Role, roles } from "@knetik-users/core/effect";
import { isRole } from "../api/access/callerAccess.ts";
import { variables } from "./environment.ts";
import { chooseDatabase, type DatabaseFlags, defaultFile } from "./chooseDatabase.ts";
import { printAudit } from "./auditCommand.ts";
import { backup, restore } from "./backupCommands.ts";
import { createClient, deleteClient, listClients } from "./clientCommands.ts";
import { changeMembership, changeRoles, createGroup } from "./userCommands.ts";
import { maxSeed, maxUsers } from "../sandbox/input/inputFields.ts";
import { type LogName, logNames, serve } from "./serveCommand.ts";

const parseWhole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Use a number from ${least} to ${most}.`);
  };

const parseRole = (text: string, earlier: ReadonlyArray<Role> = []): ReadonlyArray<Role> => {
  if (!isRole(text)) throw new InvalidArgumentError(`Use ${roles.join(" or ")}.`);
  return [...new Set([...earlier, text])];
};

/** Seconds since 1970. */
const parseTime = (text: string): number => {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) {
    throw new InvalidArgumentError("Use a time such as 2026-02-01 or 2026-02-01T12:00:00Z.");
  }
  return Math.floor(milliseconds / 1_000);
};

const dataOption = () =>
  new Option(
    "--data <file>",
    `the SQLite file (default: the PostgreSQL database of $DATABASE_URL, else "${defaultFile}")`,
  );
const roleOption = () =>
  new Option("--role <role>", `${roles.join(" or ")}; may be repeated`).argParser(parseRole);

interface ServeFlags extends DatabaseFlags {
  readonly port: number;
  readonly host: string;
  readonly log: LogName;
  readonly sandbox?: boolean;
  readonly seed?: number;
  readonly users?: number;
}

/** One line is enough for what a person can mend: a port in use, a file that cannot be opened. */
const orFail =
  <Arguments extends ReadonlyArray<unknown>>(act: (...given: Arguments) => Promise<void>) =>
  async (...given: Arguments): Promise<void> => {
    try {
      await act(...given);
    } catch (error) {
      process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  };

export const program = new Command("knetik-users-server")
  // What stands behind a command's name is for the command.
  .enablePositionalOptions()
  .description("KnetikCloud's Users API on SQLite or PostgreSQL, or a sandbox of it in memory.")
  .addOption(
    new Option("--port <number>", "the port to listen on; 0 takes a free one")
      .env("PORT")
      .argParser(parseWhole(0, 65_535))
      .default(8080),
  )
  .addOption(
    new Option("--host <address>", "the address to listen on").env("HOST").default("127.0.0.1"),
  )
  .addOption(dataOption())
  .addOption(
    new Option("--pool-size <number>", "connections to PostgreSQL, at most")
      .env("DATABASE_POOL_SIZE")
      .argParser(parseWhole(1, 1_000)),
  )
  .addOption(
    new Option("--log <what>", "json: a line for each request; errors: what failed inside")
      .env("LOG")
      .choices(logNames)
      .default("errors"),
  )
  .option("--sandbox", "known credentials and a fixed population; in memory without --data")
  .option("--seed <number>", "who is in a new sandbox", parseWhole(0, maxSeed))
  .option("--users <number>", "how many users it has", parseWhole(2, maxUsers))
  .action(
    orFail(async ({ port, host, log, sandbox = false, seed, users, ...flags }: ServeFlags) => {
      if (!sandbox && (seed !== undefined || users !== undefined)) {
        throw new Error("--seed and --users are for a --sandbox.");
      }
      // A database that the environment names is somebody's own: no sandbox takes it unasked.
      const database = sandbox && flags.data === undefined ? "memory" : chooseDatabase(flags);
      await serve({ port, host, log, sandbox: sandbox && { seed, users }, database });
    }),
  )
  .addHelpText(
    "after",
    `\nMore is configured by variables of the environment:\n  ${Object.keys(variables).join(", ")}\n` +
      "They are described in the README of the package.",
  );

interface RoleFlags extends DatabaseFlags {
  readonly role: ReadonlyArray<Role>;
}

/** A command on a database, which does one thing and ends. */
const command = (usage: string, description: string): Command =>
  program.command(usage).description(description).addOption(dataOption());

command("create-client <id>", "Creates an OAuth client and prints its secret, once.")
  .addOption(roleOption())
  .option("--public", "without a secret, for apps that users sign in by")
  .action(
    orFail((id: string, flags: Partial<RoleFlags> & { readonly public?: boolean }) =>
      createClient(chooseDatabase(flags), id, {
        roles: flags.role ?? [],
        isPublic: flags.public === true,
      }),
    ),
  );
command("delete-client <id>", "Removes a client and every token it was given.").action(
  orFail((id: string, flags: DatabaseFlags) => deleteClient(chooseDatabase(flags), id)),
);
command("list-clients", "Lists the clients.").action(
  orFail((flags: DatabaseFlags) => listClients(chooseDatabase(flags))),
);
for (const [usage, description, isGranted] of [
  ["grant-role <username>", "Gives roles to a user.", true],
  ["revoke-role <username>", "Takes roles from a user.", false],
] as const) {
  command(usage, description)
    .addOption(roleOption().makeOptionMandatory())
    .action(
      orFail((name: string, flags: RoleFlags) =>
        changeRoles(chooseDatabase(flags), name, flags.role, isGranted),
      ),
    );
}
command("create-group <unique-name>", "Creates a group, which users are searched by.")
  .option("--name <name>", "what people call it (default: the unique name)")
  .action(
    orFail((group: string, flags: DatabaseFlags & { readonly name?: string }) =>
      createGroup(chooseDatabase(flags), group, flags.name ?? group),
    ),
  );
for (const [usage, description, isMember] of [
  ["join-group <unique-name> <username>", "Puts a user into a group.", true],
  ["leave-group <unique-name> <username>", "Takes a user out of a group.", false],
] as const) {
  command(usage, description).action(
    orFail((group: string, username: string, flags: DatabaseFlags) =>
      changeMembership(chooseDatabase(flags), group, username, isMember),
    ),
  );
}
command("backup <file>", "Writes everything into a new file, while the server goes on.").action(
  orFail((file: string, flags: DatabaseFlags) => backup(chooseDatabase(flags), file)),
);
command("restore <file>", "Puts a backup into a new database, of either kind.").action(
  orFail((file: string, flags: DatabaseFlags) => restore(chooseDatabase(flags), file)),
);

interface AuditFlags extends DatabaseFlags {
  readonly limit: number;
  readonly since?: number;
  readonly target?: string;
  readonly user?: number;
}

command("audit", "Prints who changed what, and when: one JSON object a line, the newest last.")
  .option("--limit <number>", "how many, the newest", parseWhole(1, 9_999_999), 100)
  .option("--since <time>", "not before this time, such as 2026-02-01", parseTime)
  .option("--target <target>", "what was changed, such as user:42 or template:player")
  .option("--user <id>", "who changed it", parseWhole(1, 9_999_999))
  .action(orFail((flags: AuditFlags) => printAudit(chooseDatabase(flags), flags)));
