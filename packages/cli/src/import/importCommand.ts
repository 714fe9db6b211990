import {
  importUsers,
  makePatience,
  planImport,
  propertyTypeNames,
  importFields,
  type KeyField,
  type RowReader,
} from "@knetik-users/core/bulk";
import { randomBytes } from "node:crypto";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { UsersClient } from "@knetik-users/core";
import { addBulkOptions, type BulkOptions, bulkSettings } from "../bulk/bulkOptions.ts";
import { addCommand, type Run } from "../command/addCommand.ts";
import { collect } from "../command/collect.ts";
import type { Context } from "../command/context.ts";
import { CliError } from "../errors/cliError.ts";
import { type ExitCode, exitCodes } from "../errors/exitCodes.ts";
import {
  type FileFormat,
  fileFormatOf,
  type RowFormat,
  rowFormats,
  standardStream,
} from "../files/fileFormat.ts";
import { fingerprint } from "../files/fingerprint.ts";
import { requireLock } from "../files/fileLock.ts";
import { type Progress, startProgress } from "../terminal/progress.ts";
import { importRows } from "./checkFile.ts";
import { mapColumns, mapNames } from "./columnMapping.ts";
import { plural } from "./counts.ts";
import { readFileFacts } from "./fileFacts.ts";
import { finishImport } from "./finishImport.ts";
import { openJournal, readJournalHeader, removeJournal } from "./journal.ts";
import { requireValidFile } from "./requireValidFile.ts";
import { showPlan } from "./showPlan.ts";
import { readHeader, type SourceFile } from "./sourceRows.ts";

interface ImportOptions extends BulkOptions {
  readonly by: KeyField;
  readonly format?: RowFormat;
  readonly delimiter: string;
  readonly map?: ReadonlyArray<string>;
  readonly ignore?: ReadonlyArray<string>;
  readonly nullValue?: string;
  readonly generatePasswords?: boolean;
  readonly dryRun?: boolean;
  readonly restart?: boolean;
  readonly maxFailures: number;
  readonly report?: string;
}

const keyFields: ReadonlyArray<KeyField> = ["username", "email", "id"];

const makePassword = () => randomBytes(24).toString("base64url");

const runImport = async (
  context: Context,
  client: UsersClient,
  url: string,
  file: string,
  options: ImportOptions,
  format: FileFormat,
): Promise<ExitCode> => {
  const { host, output } = context;
  const { signal } = host;
  const { concurrency, patience: limit } = bulkSettings(options);
  const source: SourceFile = { file, format, delimiter: options.delimiter };
  const { sha256, lines } = await readFileFacts(file, format.gzip);
  const isCsv = format.rows === "csv";
  const titles = isCsv ? await readHeader(source) : [];
  const { map = [], ignore = [], nullValue, by: key, generatePasswords = false } = options;
  const reader: RowReader = {
    titles,
    columns: isCsv ? mapColumns(titles, { map, ignore }) : [],
    names: isCsv ? new Map() : mapNames({ map, ignore }),
    nullValue,
    key,
    makePassword: generatePasswords ? makePassword : undefined,
  };
  const job = fingerprint([url, sha256, format, map, ignore, nullValue, key, options.delimiter]);
  if (options.restart === true) await removeJournal(file);
  const started = await readJournalHeader(file, job);
  const rows = started?.rows ?? (await requireValidFile(context, source, reader, lines));

  let notes: Pick<Progress, "note"> = output;
  const patience = makePatience({
    limit,
    signal,
    onWait: (error, wait) => {
      notes.note(`${error.message} Waiting ${Math.ceil(wait / 1_000)} s.`);
    },
  });
  const importer = { client, key, patience };
  if (options.dryRun === true) {
    const progress = startProgress(host, output, { verb: "Compared", total: rows, start: 0 });
    notes = progress;
    const planned = planImport(importer, importRows(source, reader), concurrency);
    try {
      return await showPlan(context, planned, progress);
    } finally {
      progress.stop();
    }
  }
  if (started === undefined) await context.confirm(`Import ${plural(rows, "row")} into ${url}?`);
  const journal = await openJournal(file, { job, rows });
  const begun = Date.now();
  const earlier = Object.values(journal.counts()).reduce((sum, each) => sum + each, 0);
  if (started !== undefined) output.note(`Resuming after ${plural(earlier, "row")}.`);
  const progress = startProgress(host, output, { verb: "Imported", total: rows, start: earlier });
  notes = progress;
  const end = async (): Promise<boolean> => {
    progress.stop();
    const seconds = Math.round((Date.now() - begun) / 1_000);
    await journal.close();
    return finishImport(context, { source, titles, journal, seconds, report: options.report });
  };
  try {
    await importUsers({
      ...{ importer, journal, concurrency, signal },
      rows: importRows(source, reader),
      maxFailures: options.maxFailures,
      onProgress: progress.update,
    });
  } catch (error) {
    await end();
    output.note("Repeat the command to continue.");
    throw error;
  }
  const isComplete = await end();
  if (isComplete) await removeJournal(file);
  else if (signal.aborted) {
    output.note("Interrupted. Repeat the command to continue.");
    return exitCodes.interrupted;
  } else {
    output.note(
      `Stopped after ${plural(journal.counts().failed, "failed row")}. ` +
        "Repeat the command with a higher --max-failures to continue.",
    );
  }
  return journal.counts().failed > 0 ? exitCodes.incomplete : exitCodes.ok;
};

const parseCount = (text: string): number => {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Use a number from 1.");
};

const details = `Columns have the names of fields, in any spelling, or are mapped with --map:
  ${importFields
    .filter(({ readOnly }) => !readOnly)
    .map(({ name }) => name)
    .join(", ")}
A custom property is additional_properties.<name>:<type>, with one of the types
  ${propertyTypeNames.join(", ")}
Tags are separated by ";". Times are ISO 8601 or seconds since 1970.

The whole file is checked first; nothing is sent if a row is invalid. Each row then creates
the user, changes the fields that differ, or changes nothing. An empty cell keeps a field.
The password is used for new users only.

Ctrl-C ends after the requests in flight; the same command continues, also after a crash.
A registration whose result is not known is sent again only if the user does not exist.
Failed rows are written to <file>.failed.<extension>, with the reason.`;

export const addImportCommand = (users: Command, run: Run): void => {
  addCommand<ImportOptions>(users, run, {
    usage: "import <file>",
    description: "Creates and updates users from a CSV or NDJSON file.",
    options: (command) => {
      command
        .addOption(
          new Option("--by <field>", "how rows are matched with users")
            .choices(keyFields)
            .default("username"),
        )
        .option("--dry-run", "shows what would be done, and changes nothing")
        .option("--map <title=field>", "maps a column to a field; may be repeated", collect)
        .option("--ignore <title>", "ignores a column; may be repeated", collect)
        .option("--null-value <text>", "a cell with this text clears the field")
        .option("--generate-passwords", "gives new users without a password a random one")
        .option("--delimiter <text>", "between the columns of CSV", ",")
        .addOption(
          new Option("--format <format>", "instead of the file's extension").choices(rowFormats),
        )
        .addOption(
          new Option("--max-failures <number>", "stops after this number of failed rows")
            .argParser(parseCount)
            .default(1_000),
        )
        .option("--report <file>", "writes the result as JSON")
        .option("--restart", "starts again instead of resuming");
      addBulkOptions(command);
    },
    details,
    examples: [
      "users import users.csv --dry-run",
      'users import crm.csv --by email --map "E-mail=email" --map "Login=username" \\\n      --map "Points=additional_properties.points:long" --ignore Notes',
      "users import users.ndjson.gz --yes --json",
    ],
    action: async (context, { args: [file = ""], options }) => {
      if (file === standardStream) {
        throw new CliError("An import needs a file, because it is read several times.", {
          exitCode: exitCodes.usage,
        });
      }
      const format = fileFormatOf(file, options.format);
      const lock = await requireLock(`${file}.lock`, file);
      try {
        return await context.withClient(
          (client, { url }) => runImport(context, client, url, file, options, format),
          { concurrency: bulkSettings(options).concurrency, finishCalls: true },
        );
      } finally {
        await lock.release();
      }
    },
  });
};
