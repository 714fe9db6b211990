import type { ImportRow } from "./importRow.ts";
import { decide, type Decision, findTakenNames, type Importer } from "./importUser.ts";
import { orderedMap } from "./orderedMap.ts";

/** The action that an import would take for a row. */
export interface PlannedRow {
  readonly index: number;
  readonly line: number;
  /** The user name, else the e-mail address or the id. */
  readonly name: string;
  readonly decision: Decision;
}

/** Plans an import, row by row. Nothing is changed. */
export const planImport = (
  importer: Importer,
  rows: AsyncIterable<ImportRow>,
  concurrency: number,
): AsyncGenerator<PlannedRow> =>
  orderedMap(rows, concurrency, async (row) => {
    const decision = await findTakenNames(importer, row, await decide(importer, row));
    const { username, email } = row.record;
    const name = [username, email].find((each) => typeof each === "string") ?? row.id ?? "";
    return { index: row.index, line: row.line, name: String(name), decision };
  });
