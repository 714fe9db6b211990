import { Command, InvalidArgumentError, Option } from "commander";
import { type Role, roles } from "@knetik-users/core/effect";
import { printableLines } from "../database/names/displayText.ts";
import { isRole } from "../api/access/callerAccess.ts";
import { anonymizeUser, deleteUser } from "../api/administration/eraseUser.ts";
import { disableUser, enableUser } from "../api/administration/userAccount.ts";
import { createAdministrator, importUsers, readPassword } from "./accountCommands.ts";
import { variables } from "./environment.ts";
import { chooseDatabase, type DatabaseFlags, defaultFile } from "./chooseDatabase.ts";
import { printAudit } from "./auditCommand.ts";
import { backup, restore } from "./backupCommands.ts";
import { checkConfiguration } from "./checkCommand.ts";
import { createClient, deleteClient, listClients, rotateSecret } from "./clientCommands.ts";
import {
  administerUser,
  printExport,
  changeMembership,
  changeRoles,
  createGroup,
} from "./userCommands.ts";
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

/** Errors that an operator can fix take one line: a port in use, a file that cannot be opened. */
const orFail =
  <Arguments extends ReadonlyArray<unknown>>(act: (...given: Arguments) => Promise<void>) =>
  async (...given: Arguments): Promise<void> => {
    try {
      await act(...given);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      process.stderr.write(`${printableLines(`error: ${message}`)}\n`);
      process.exitCode = 1;
    }
  };

export const program = new Command("knetik-users-server")
  // Arguments after a command's name belong to the command.
  .enablePositionalOptions()
  .description("KnetikCloud's Users API on SQLite or PostgreSQL, or a sandbox of it in memory.")
  .addOption(
    new Option("--port <number>", "port to listen on; 0 selects a free one")
      .env("PORT")
      .argParser(parseWhole(0, 65_535))
      .default(8080),
  )
  .addOption(
    new Option("--host <address>", "address to listen on").env("HOST").default("127.0.0.1"),
  )
  .addOption(dataOption())
  .addOption(
    new Option("--pool-size <number>", "maximum number of PostgreSQL connections")
      .env("DATABASE_POOL_SIZE")
      .argParser(parseWhole(1, 1_000)),
  )
  .addOption(
    new Option("--log <what>", "json: a line per request; errors: internal errors only")
      .env("LOG")
      .choices(logNames)
      .default("errors"),
  )
  .option("--sandbox", "known credentials and sample users; in memory without --data")
  .option("--seed <number>", "seed of the sample users", parseWhole(0, maxSeed))
  .option("--users <number>", "number of sample users", parseWhole(2, maxUsers))
  .action(
    orFail(async ({ port, host, log, sandbox = false, seed, users, ...flags }: ServeFlags) => {
      if (!sandbox && (seed !== undefined || users !== undefined)) {
        throw new Error("--seed and --users need --sandbox.");
      }
      // A sandbox must not take over the database of the environment unless asked to.
      const database = sandbox && flags.data === undefined ? "memory" : chooseDatabase(flags);
      await serve({ port, host, log, sandbox: sandbox && { seed, users }, database });
    }),
  )
  .addHelpText(
    "after",
    `\nEnvironment variables:\n  ${Object.keys(variables).join(", ")}\n` +
      "See the README of the package.",
  );

interface RoleFlags extends DatabaseFlags {
  readonly role: ReadonlyArray<Role>;
}

/** A command that opens a database, does one thing and ends. */
const command = (usage: string, description: string): Command =>
  program.command(usage).description(description).addOption(dataOption());

program
  .command("config")
  .description("Checks the configuration.")
  .command("check")
  .description("Checks the variables, the database and the mail server, and changes nothing.")
  .addOption(dataOption())
  .action(orFail((flags: DatabaseFlags) => checkConfiguration(() => chooseDatabase(flags))));

command("create-client <id>", "Creates an OAuth client and prints its secret once.")
  .addOption(roleOption())
  .option("--public", "without a secret, for apps in which users sign in")
  .action(
    orFail((id: string, flags: Partial<RoleFlags> & { readonly public?: boolean }) =>
      createClient(chooseDatabase(flags), id, {
        roles: flags.role ?? [],
        isPublic: flags.public === true,
      }),
    ),
  );
command("delete-client <id>", "Deletes a client and all its tokens.").action(
  orFail((id: string, flags: DatabaseFlags) => deleteClient(chooseDatabase(flags), id)),
);
command("rotate-secret <id>", "Gives a client a new secret and prints it once.")
  .option(
    "--keep <hours>",
    "hours for which the previous secret stays valid; 0 ends it at once",
    parseWhole(0, 8_760),
    24,
  )
  .action(
    orFail((id: string, flags: DatabaseFlags & { readonly keep: number }) =>
      rotateSecret(chooseDatabase(flags), id, flags.keep * 3_600),
    ),
  );
command("list-clients", "Lists the clients.").action(
  orFail((flags: DatabaseFlags) => listClients(chooseDatabase(flags))),
);
command(
  "create-admin <username>",
  "Creates a user with all roles, such as the first administrator.",
)
  .requiredOption("--email <address>", "e-mail address")
  .option("--password-stdin", "reads the password from the standard input (default: a random one)")
  .action(
    orFail(
      async (
        username: string,
        flags: DatabaseFlags & { readonly email: string; readonly passwordStdin?: boolean },
      ) => {
        const isGiven = flags.passwordStdin === true;
        const password = isGiven ? await readPassword() : undefined;
        const administrator = { email: flags.email, password };
        await createAdministrator(chooseDatabase(flags), username, administrator, !isGiven);
      },
    ),
  );
command(
  "import-users <file>",
  "Imports users with their password hashes from JSON Lines; - reads the standard input.",
).action(orFail((file: string, flags: DatabaseFlags) => importUsers(chooseDatabase(flags), file)));
for (const [usage, description, isGranted] of [
  ["grant-role <username>", "Grants roles to a user.", true],
  ["revoke-role <username>", "Revokes roles of a user.", false],
] as const) {
  command(usage, description)
    .addOption(roleOption().makeOptionMandatory())
    .action(
      orFail((name: string, flags: RoleFlags) =>
        changeRoles(chooseDatabase(flags), name, flags.role, isGranted),
      ),
    );
}
command("create-group <unique-name>", "Creates a group, for the group filter.")
  .option("--name <name>", "display name (default: the unique name)")
  .action(
    orFail((group: string, flags: DatabaseFlags & { readonly name?: string }) =>
      createGroup(chooseDatabase(flags), group, flags.name ?? group),
    ),
  );
for (const [usage, description, act, done] of [
  [
    "disable-user <user>",
    "Keeps a user from signing in and ends the sessions.",
    disableUser,
    "is disabled",
  ],
  ["enable-user <user>", "Lets a disabled user sign in again.", enableUser, "is enabled"],
] as const) {
  command(usage, description).action(
    orFail((login: string, flags: DatabaseFlags) =>
      administerUser(chooseDatabase(flags), login, act, done),
    ),
  );
}
command("export-user <user>", "Prints everything that is stored about a user, as JSON.").action(
  orFail((login: string, flags: DatabaseFlags) => printExport(chooseDatabase(flags), login)),
);
for (const [usage, description, act, done] of [
  [
    "delete-user <user>",
    "Deletes a user with everything that belongs to it.",
    deleteUser,
    "is deleted",
  ],
  [
    "anonymize-user <user>",
    "Erases the personal data of a user and keeps the id.",
    anonymizeUser,
    "is anonymous",
  ],
] as const) {
  command(usage, `${description} It cannot be undone.`)
    .requiredOption("--yes", "confirms it")
    .action(
      orFail((login: string, flags: DatabaseFlags) =>
        administerUser(chooseDatabase(flags), login, act, done),
      ),
    );
}
for (const [usage, description, isMember] of [
  ["join-group <unique-name> <username>", "Adds a user to a group.", true],
  ["leave-group <unique-name> <username>", "Removes a user from a group.", false],
] as const) {
  command(usage, description).action(
    orFail((group: string, username: string, flags: DatabaseFlags) =>
      changeMembership(chooseDatabase(flags), group, username, isMember),
    ),
  );
}
command("backup <file>", "Writes a backup to a new file. The server can keep running.").action(
  orFail((file: string, flags: DatabaseFlags) => backup(chooseDatabase(flags), file)),
);
command("restore <file>", "Restores a backup into a new database of either kind.").action(
  orFail((file: string, flags: DatabaseFlags) => restore(chooseDatabase(flags), file)),
);

interface AuditFlags extends DatabaseFlags {
  readonly limit: number;
  readonly since?: number;
  readonly target?: string;
  readonly user?: number;
}

command("audit", "Prints the audit trail as JSON Lines, newest last.")
  .option("--limit <number>", "maximum number of entries", parseWhole(1, 9_999_999), 100)
  .option("--since <time>", "start time, such as 2026-02-01", parseTime)
  .option("--target <target>", "changed object, such as user:42 or template:player")
  .option("--user <id>", "actor", parseWhole(1, 9_999_999))
  .action(orFail((flags: AuditFlags) => printAudit(chooseDatabase(flags), flags)));
