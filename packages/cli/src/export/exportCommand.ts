import { makePatience, fieldColumn, summaryFields, userFields } from "@knetik-users/core/bulk";
import { access } from "node:fs/promises";
import { type Command, Option } from "commander";
import type { UsersClient } from "@knetik-users/core";
import { addCommand, type Run } from "../command/addCommand.ts";
import type { Context } from "../command/context.ts";
import { columnsOf } from "../fields/columns.ts";
import {
  type FileFormat,
  fileFormatOf,
  type RowFormat,
  rowFormats,
  standardStream,
} from "../files/fileFormat.ts";
import { requireReplaceable } from "../files/ownFile.ts";
import { fingerprint } from "../files/fingerprint.ts";
import { requireLock } from "../files/fileLock.ts";
import { type Progress, startProgress } from "../terminal/progress.ts";
import { addSearchOptions } from "../users/searchOptions.ts";
import { readSearch, searchHelp, type SearchOptions } from "../users/userSearch.ts";
import { readCheckpoint, removeCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { openExportFile, removePartial, standardOutput } from "./exportFile.ts";
import { type ExportJob, exportUsers } from "./exportUsers.ts";
import { measureExtent, type Method } from "./userSource.ts";
import { addBulkOptions, type BulkOptions, bulkSettings } from "../bulk/bulkOptions.ts";

interface ExportOptions extends SearchOptions, BulkOptions {
  readonly format?: RowFormat;
  readonly fields?: string;
  readonly full?: boolean;
  readonly method?: Method;
  readonly restart?: boolean;
  readonly rawCells?: boolean;
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** The columns, and whether they need a call per user. */
const chooseColumns = ({ fields, full = false }: ExportOptions) => {
  if (fields === undefined) {
    const columns = (full ? userFields : summaryFields).map(fieldColumn);
    return { columns, full, isComplete: true };
  }
  const columns = columnsOf(userFields, fields);
  const inRow = new Set(summaryFields.map(({ name }) => name));
  return {
    columns,
    full: full || columns.some(({ field }) => !inRow.has(field)),
    isComplete: false,
  };
};

const runExport = async (
  context: Context,
  client: UsersClient,
  url: string,
  file: string,
  options: ExportOptions,
  format: FileFormat,
): Promise<void> => {
  const { host, output } = context;
  const { signal } = host;
  const isFile = file !== standardStream;
  const search = readSearch(options);
  const { columns, full, isComplete } = chooseColumns(options);
  const { concurrency, size, patience } = bulkSettings(options);
  const names = columns.map(({ name }) => name);
  const job = fingerprint([
    url,
    search,
    names,
    full,
    format,
    size,
    options.method,
    options.rawCells,
  ]);
  if (isFile) await requireReplaceable(file);
  if (options.restart === true && isFile) {
    await removeCheckpoint(file);
    await removePartial(file);
  }
  const start = isFile ? await readCheckpoint(file, job) : undefined;
  if (start === undefined && isFile && (await exists(file))) {
    await context.confirm(`Replace ${file}?`);
  }
  let notes: Pick<Progress, "note"> = output;
  const waiting = makePatience({
    limit: patience,
    signal,
    onWait: (error, wait) => {
      notes.note(`${error.message} Waiting ${Math.ceil(wait / 1_000)} s.`);
    },
  });
  const source = { client, search, size, signal, patience: waiting };
  const extent = start?.extent ?? (await measureExtent(source, options.method));
  if (!extent.seesPrivate) {
    output.warn("This account does not see private fields, so they are missing in the file.");
  }
  if (start !== undefined) output.note(`Resuming after ${start.rows.toLocaleString("en")} users.`);
  const progress = startProgress(host, output, {
    verb: "Exported",
    total: extent.total,
    start: start?.rows ?? 0,
  });
  notes = progress;
  const exportJob: ExportJob = {
    ...source,
    ...{ concurrency, extent, columns, full, format: format.rows },
    rawCells: options.rawCells === true,
    onProgress: progress.update,
  };
  const sink = isFile
    ? await openExportFile(file, { gzip: format.gzip, bytes: start?.bytes ?? 0 })
    : standardOutput(host.stdout, format.gzip);
  try {
    const rows = await exportUsers(exportJob, sink, start, isComplete, async (state) => {
      if (isFile) await writeCheckpoint(file, { job, extent, ...state });
    });
    await sink.finish();
    if (isFile) await removeCheckpoint(file);
    progress.stop();
    output.note(`Exported ${rows.toLocaleString("en")} users${isFile ? ` to ${file}` : ""}.`);
  } catch (error) {
    progress.stop();
    await sink.close();
    if (isFile) output.note(`Repeat the command to continue with ${file}.`);
    throw error;
  }
};

const promise = `Every user who matches from the start to the end is in the file exactly once. Users who register
later are not. A user who changes meanwhile is there as before or after the change.
By default all ids are requested in ranges, so changes of other users cannot hide a user.
If few users match (at most 10,000, and fewer than a quarter), or with --order, pages are read
instead. If a page shifts, the pages are read again for users that were missed. A user can then
be missed only if as many users start to match as stop to match at the same time.`;

export const addExportCommand = (users: Command, run: Run): void => {
  addCommand<ExportOptions>(users, run, {
    usage: "export <file>",
    description: "Writes users to a CSV or NDJSON file; - is standard output.",
    options: (command) => {
      addSearchOptions(command);
      addBulkOptions(command);
      command
        .addOption(
          new Option("--format <format>", "instead of the file's extension").choices(rowFormats),
        )
        .option("--fields <names>", "fields, separated by commas")
        .option("--full", "all fields of each user, with a request per user")
        .addOption(new Option("--method <method>", "how users are read").choices(["ids", "pages"]))
        .option("--restart", "starts again instead of resuming")
        .option("--raw-cells", "does not protect CSV cells that a spreadsheet would run");
    },
    details: `${promise}

Ctrl-C keeps what was read; the same command continues. The file appears when it is complete.
A file named .gz is compressed. In CSV, an apostrophe is put before cells that a spreadsheet
would run as a formula; import removes it.

${searchHelp}`,
    examples: [
      "users export users.ndjson.gz",
      "users export vip.csv --filter tag=vip --fields id,email,display_name",
      "users export players.csv --fields id,email,additional_properties.level:integer",
      "users export - --filter 'last_activity<2025-01-01' | jq -r .email",
    ],
    action: async (context, { args: [file = ""], options }) => {
      const format = fileFormatOf(file, options.format);
      const { concurrency } = bulkSettings(options);
      await context.withClient(
        async (client, { url }) => {
          if (file === standardStream) {
            await runExport(context, client, url, file, options, format);
            return;
          }
          const lock = await requireLock(`${file}.lock`, file);
          try {
            await runExport(context, client, url, file, options, format);
          } finally {
            await lock.release();
          }
        },
        { concurrency },
      );
    },
  });
};
