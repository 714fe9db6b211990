import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { text as readAll } from "node:stream/consumers";
import { type FieldIssue, type Role, roles } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { importLines, linesPerTransaction } from "../api/administration/importUsers.ts";
import { fail } from "../api/errors/apiError.ts";
import { hashPassword } from "../api/password-hashing/passwordHash.ts";
import { ownNameIssues, passwordIssues } from "../api/passwords/passwordPolicy.ts";
import { insertUser } from "../api/users/insertUser.ts";
import { nameIssues, textIssues } from "../api/users/validateUser.ts";
import { userTarget } from "../audit/auditEvents.ts";
import { recordAudit } from "../audit/recordAudit.ts";
import { run, transaction } from "../database/database.ts";
import type { DatabaseChoice } from "../database/databaseKind.ts";
import { makeSecret } from "../database/hashSecret.ts";
import { printableLines } from "../database/names/displayText.ts";
import { print, secondsNow, withDatabase } from "./withDatabase.ts";

const describe = (issues: ReadonlyArray<FieldIssue>) =>
  issues.map(({ field, message }) => `${field} ${message}`.trim()).join("; ");

interface Administrator {
  readonly email: string;
  /** `undefined`: a random one, which is printed. */
  readonly password: string | undefined;
}

/** The first line of the standard input. */
export const readPassword = async (): Promise<string> =>
  (await readAll(process.stdin)).split(/\r?\n/, 1).join();

/** Creates a user who administers the server, in a new database the first one. */
export const createAdministrator = (
  choice: DatabaseChoice,
  username: string,
  { email, password = makeSecret() }: Administrator,
  isGenerated: boolean,
): Promise<void> =>
  withDatabase(choice, async (database) => {
    const names = { username, email };
    const create = Effect.gen(function* () {
      const weak = yield* passwordIssues(password);
      const issues = [
        ...(weak.length > 0 ? weak : ownNameIssues(password, names)),
        ...textIssues(names),
        ...nameIssues(names),
      ];
      if (issues.length > 0) return yield* fail("BadRequest", issues);
      const hash = yield* hashPassword(password);
      yield* transaction(
        database,
        Effect.fnUntraced(function* (queries) {
          const now = secondsNow();
          const { id } = yield* insertUser(database, queries, { registration: names, hash, now });
          const granted = roles.map((role: Role) => ({ user_id: id, role }));
          yield* run(queries.insertInto("user_roles").values(granted));
          const target = userTarget(id);
          yield* recordAudit(queries, now, { event: "user.registered", target });
          yield* recordAudit(queries, now, { event: "role.granted", target, fields: roles });
        }),
      );
    });
    await Effect.runPromise(
      create.pipe(Effect.mapError(({ issues }) => new Error(`${describe(issues)}.`))),
    );
    print(
      `username  ${username}`,
      ...(isGenerated
        ? [
            `password  ${password}`,
            "",
            "The password is not shown again. Change it after signing in.",
          ]
        : []),
    );
  });

async function* chunksOfLines(file: string): AsyncGenerator<ReadonlyArray<string>> {
  const input = file === "-" ? process.stdin : createReadStream(file);
  let lines: Array<string> = [];
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    lines.push(line);
    if (lines.length === linesPerTransaction) {
      yield lines;
      lines = [];
    }
  }
  if (lines.length > 0) yield lines;
}

/**
 * Imports users from JSON Lines: the fields of a registration by their wire names, and
 * `password_hash`. Reports the lines that were not imported; the others are stored.
 */
export const importUsers = (choice: DatabaseChoice, file: string): Promise<void> =>
  withDatabase(choice, async (database) => {
    let read = 0;
    let count = 0;
    for await (const lines of chunksOfLines(file)) {
      const services = { database, now: secondsNow };
      const rejected = await Effect.runPromise(importLines(services, lines, read + 1));
      read += lines.length;
      count += rejected.length;
      for (const { line, issues } of rejected) {
        process.stderr.write(`${printableLines(`line ${line}: ${describe(issues)}`)}\n`);
      }
    }
    print(`Imported ${read - count} users.`);
    if (count > 0) throw new Error(`${count} of ${read} lines were not imported.`);
  });
