import { runWorkers } from "../bulk/workers.ts";
import { importRows } from "./checkFile.ts";
import type { ImportRow, RowReader } from "./importRow.ts";
import { type Importer, tryImportUser } from "./importUser.ts";
import type { Journal, RowResult } from "./journal.ts";
import type { SourceFile } from "./sourceRows.ts";

interface ImportJob {
  readonly importer: Importer;
  readonly source: SourceFile;
  readonly reader: RowReader;
  readonly journal: Journal;
  readonly concurrency: number;
  /** The import stops after this number of failed rows. */
  readonly maxFailures: number;
  readonly signal: AbortSignal;
  readonly onProgress: (rows: number) => void;
}

/** Recent results by which the next ones are guessed. */
const window = 50;
const mostlyNew = 0.9;

/**
 * Guesses from the last rows whether the next one is a new user. Then it is registered without looking it
 * up first, which saves half of the requests; a wrong guess costs one more.
 */
const makeGuess = () => {
  const recent: Array<boolean> = [];
  return {
    note: (state: RowResult) => {
      recent.push(state === "created");
      if (recent.length > window) recent.shift();
    },
    expectNew: () =>
      recent.length === window && recent.filter(Boolean).length >= window * mostlyNew,
  };
};

/** Rows that an earlier run has not finished. */
async function* unfinished(
  rows: AsyncIterable<ImportRow>,
  journal: Journal,
  mayContinue: () => boolean,
): AsyncGenerator<ImportRow> {
  for await (const row of rows) {
    if (!mayContinue()) return;
    const state = journal.stateOf(row.index);
    if (state === undefined || state === "sending") yield row;
  }
}

/** Imports every row that is not finished. Ends early if too many fail, or on Ctrl-C. */
export const importUsers = async (job: ImportJob): Promise<void> => {
  const { importer, source, reader, journal, concurrency, maxFailures, signal, onProgress } = job;
  const guess = makeGuess();
  const done = () => Object.values(journal.counts()).reduce((sum, count) => sum + count, 0);
  const mayContinue = () => !signal.aborted && journal.counts().failed < maxFailures;
  const rows = unfinished(importRows(source, reader), journal, mayContinue);
  await runWorkers(rows, concurrency, async (row) => {
    const { index } = row;
    const outcome = await tryImportUser(importer, row, {
      inDoubt: journal.stateOf(index) === "sending",
      expectNew: guess.expectNew(),
      beforeSending: () => journal.sending(index),
    });
    guess.note(outcome.state);
    journal.finished(index, outcome.state, outcome.reason);
    onProgress(done());
  });
};
