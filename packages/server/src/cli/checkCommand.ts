import { existsSync } from "node:fs";
import { ConfigurationError } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { type Database, migrationNames, openUnmigrated } from "../database/database.ts";
import type { DatabaseChoice } from "../database/databaseKind.ts";
import { databaseKind } from "../database/resolveDatabase.ts";
import { describeDowngrade, readSchemaState } from "../database/schemaState.ts";
import { countMail } from "../mail/outbox.ts";
import { verifySmtp } from "../mail/smtp.ts";
import { resolveOptions } from "../options/serverOptions.ts";
import { environmentOptions, variables } from "./environment.ts";
import { print, secondsNow } from "./withDatabase.ts";

/** The result of one check. */
interface Finding {
  readonly isProblem?: boolean;
  readonly subject: "environment" | "database" | "mail";
  readonly message: string;
}

const problem = (subject: Finding["subject"], error: unknown): Finding => ({
  isProblem: true,
  subject,
  message: error instanceof Error ? error.message : String(error),
});

const checkEnvironment = (environment: NodeJS.ProcessEnv): ReadonlyArray<Finding> => {
  try {
    environmentOptions(environment, {});
    const given = Object.keys(variables).filter((name) => (environment[name] ?? "") !== "");
    const message = given.length === 0 ? "no variable is set" : `${given.join(", ")} are valid`;
    return [{ subject: "environment", message }];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.problems.map(({ option, why, fix }) =>
      problem("environment", `${option}: ${why} ${fix}`),
    );
  }
};

const checkSchema = async ({ queries }: Database): Promise<ReadonlyArray<Finding>> => {
  const state = await readSchemaState(queries, migrationNames);
  if (state.unknown.length > 0) return [problem("database", describeDowngrade(state))];
  if (state.applied.length === 0) {
    return [{ subject: "database", message: "is empty; the next start creates the tables" }];
  }
  if (state.missing.length > 0) {
    const message = `the next start applies ${state.missing.join(", ")}: make a backup before`;
    return [{ subject: "database", message }];
  }
  const mail = await Effect.runPromise(countMail(queries, secondsNow()));
  const counts = `${mail.waiting} waiting, ${mail.deferred} deferred, ${mail.failed} failed`;
  return [
    { subject: "database", message: `has all migrations, up to ${state.applied.at(-1) ?? ""}` },
    { subject: "mail", message: `messages: ${counts}` },
  ];
};

const checkDatabase = async (choice: DatabaseChoice): Promise<ReadonlyArray<Finding>> => {
  if ("file" in choice && !existsSync(choice.file)) {
    const message = `${choice.file} does not exist; the next start creates it`;
    return [{ subject: "database", message }];
  }
  const database = openUnmigrated(databaseKind(choice));
  try {
    // Fails if the database cannot be reached.
    await database.queries.selectNoFrom((query) => query.lit(1).as("one")).execute();
    return await checkSchema(database);
  } catch (error) {
    return [problem("database", error)];
  } finally {
    await database.close();
  }
};

const checkMail = async (environment: NodeJS.ProcessEnv): Promise<ReadonlyArray<Finding>> => {
  const { delivery } = resolveOptions(environmentOptions(environment, {}));
  if (delivery === undefined) {
    return [{ subject: "mail", message: "SMTP_URL is not set: messages are not sent" }];
  }
  try {
    await verifySmtp(delivery);
    return [{ subject: "mail", message: `${delivery.smtp.host} accepts the connection` }];
  } catch (error) {
    return [problem("mail", error)];
  }
};

/** Checks the configuration, the database and the mail server, and changes nothing. */
export const checkConfiguration = async (choose: () => DatabaseChoice): Promise<void> => {
  const environment = checkEnvironment(process.env);
  const isValid = environment.every(({ isProblem }) => isProblem !== true);
  const database = await Promise.resolve()
    .then(() => checkDatabase(choose()))
    .catch((error: unknown) => [problem("database", error)]);
  const findings = [...environment, ...database, ...(isValid ? await checkMail(process.env) : [])];
  print(
    ...findings.map(
      ({ isProblem = false, subject, message }) =>
        `${isProblem ? "problem" : "ok     "}  ${subject.padEnd(11)}  ${message}`,
    ),
  );
  const problems = findings.filter(({ isProblem }) => isProblem).length;
  if (problems > 0) throw new Error(problems === 1 ? "1 problem." : `${problems} problems.`);
};
