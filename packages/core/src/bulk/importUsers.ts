import type { ImportRow } from "./importRow.ts";
import { type Importer, type RowOutcome, type RowResult, tryImportUser } from "./importUser.ts";
import { runWorkers } from "./workers.ts";

/** Remembers what has become of the rows, also after a crash. */
export interface ImportJournal {
  /** `sending` is a registration without a known result. */
  readonly stateOf: (index: number) => RowResult | "sending" | undefined;
  readonly counts: () => { readonly [State in RowResult]: number };
  /** Resolves when it is stored: a registration is only sent after that. */
  readonly sending: (index: number) => Promise<void>;
  /** Stored soon. If it gets lost, the row is looked up again. */
  readonly finished: (index: number, outcome: RowOutcome) => void;
}

/** An import of many rows. */
export interface ImportJob {
  readonly importer: Importer;
  /** All rows, also those that an earlier run has finished. */
  readonly rows: AsyncIterable<ImportRow>;
  readonly journal: ImportJournal;
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
  journal: ImportJournal,
  mayContinue: () => boolean,
): AsyncGenerator<ImportRow> {
  for await (const row of rows) {
    if (!mayContinue()) return;
    const state = journal.stateOf(row.index);
    if (state === undefined || state === "sending") yield row;
  }
}

/**
 * Imports every row that is not finished. Ends early if too many fail, or when it is aborted: rows in work are
 * finished first.
 */
export const importUsers = async (job: ImportJob): Promise<void> => {
  const { importer, journal, concurrency, maxFailures, signal, onProgress } = job;
  const guess = makeGuess();
  const done = () => Object.values(journal.counts()).reduce((sum, count) => sum + count, 0);
  const mayContinue = () => !signal.aborted && journal.counts().failed < maxFailures;
  const rows = unfinished(job.rows, journal, mayContinue);
  await runWorkers(rows, concurrency, async (row) => {
    const { index } = row;
    const outcome = await tryImportUser(importer, row, {
      inDoubt: journal.stateOf(index) === "sending",
      expectNew: guess.expectNew(),
      beforeSending: () => journal.sending(index),
    });
    guess.note(outcome.state);
    journal.finished(index, outcome);
    onProgress(done());
  });
};
