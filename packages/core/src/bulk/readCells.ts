import { isRecord } from "./cells.ts";
import {
  isIgnored,
  type ReadFields,
  type RowIssue,
  type RowReader,
  unexpected,
} from "./rowReader.ts";
import { unescapeFormula } from "./spreadsheetCells.ts";
import { idField } from "./userFields.ts";

/** Reads a row of CSV. */
export const readCells = (
  { titles, columns, nullValue }: RowReader,
  line: number,
  cells: ReadonlyArray<string>,
): ReadFields => {
  const record: Record<string, unknown> = {};
  const issues: Array<RowIssue> = [];
  if (cells.length !== titles.length) {
    const [found, wanted] = [cells.length, titles.length];
    const message = `has ${found} columns instead of ${wanted}`;
    const problem = { kind: "columns", found, wanted } as const;
    return { record, issues: [{ line, field: "", message, problem }] };
  }
  for (const [index, column] of columns.entries()) {
    const text = cells[index] ?? "";
    if (column === undefined || text === "") continue;
    if (isIgnored(column.field) && column.field !== idField) continue;
    const isNull = nullValue !== undefined && text === nullValue;
    const parsed = isNull
      ? ({ ok: true, value: null } as const)
      : column.parse(unescapeFormula(text));
    if (!parsed.ok) {
      const place = { line, column: index + 1, field: titles[index] ?? "" };
      issues.push({ ...place, ...unexpected(parsed.expected) });
    } else if (column.property === undefined) record[column.field] = parsed.value;
    else {
      const earlier = record[column.field];
      const properties = isRecord(earlier) ? earlier : {};
      record[column.field] = { ...properties, [column.property]: parsed.value };
    }
  }
  return { record, issues };
};
