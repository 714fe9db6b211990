import type { Context } from "../command/context.ts";
import { writeAtomic } from "../files/writeAtomic.ts";
import { count } from "./counts.ts";
import { failedFile, writeFailedRows } from "./failedRows.ts";
import type { Journal } from "./journal.ts";
import type { SourceFile } from "./sourceRows.ts";

interface Finished {
  readonly source: SourceFile;
  readonly titles: ReadonlyArray<string>;
  readonly journal: Journal;
  readonly seconds: number;
  readonly report: string | undefined;
}

/** Writes the failed rows and the report. Returns whether every row is finished. */
export const finishImport = async ({ output }: Context, finished: Finished): Promise<boolean> => {
  const { source, titles, journal, seconds, report } = finished;
  const counts = journal.counts();
  const total = journal.header.rows;
  const done = Object.values(counts).reduce((sum, each) => sum + each, 0);
  const failed = counts.failed > 0 ? failedFile(source.file) : undefined;
  if (failed !== undefined) await writeFailedRows(source, titles, journal.failures, failed);
  const summary = {
    file: source.file,
    rows: total,
    ...counts,
    remaining: total - done,
    failed_rows: failed,
  };
  if (report !== undefined) {
    await writeAtomic(report, `${JSON.stringify({ ...summary, seconds }, undefined, 2)}\n`);
  }
  await output.result(
    [
      `created    ${count(counts.created)}`,
      `updated    ${count(counts.updated)}`,
      `unchanged  ${count(counts.unchanged)}`,
      `failed     ${count(counts.failed)}`,
      ...(done < total ? [`remaining  ${count(total - done)}`] : []),
    ],
    summary,
  );
  if (failed !== undefined) {
    output.note(`${failed} has the failed rows with their reasons. Repair and import it.`);
  }
  return done === total;
};
