import type { UserRegistration, UserUpdate } from "../models/user.ts";
import { expectations, isRecord, parseTime, type WireRecord } from "./cells.ts";
import type { FieldColumn } from "./columns.ts";
import { type FieldKind, matchName } from "./fields.ts";
import { type Checked, checkRegistration, checkUpdate } from "./records.ts";
import { unescapeFormula } from "./spreadsheetCells.ts";
import { errorColumn, idField, importFields } from "./userFields.ts";

/** A row as it is in a file. */
export type SourceRow = {
  /** Counts the rows from 0, without the header. */
  readonly index: number;
  /** The first line of the row, from 1. */
  readonly line: number;
} & (
  | { readonly cells: ReadonlyArray<string>; readonly json?: undefined }
  /** `undefined` if the line is not JSON. */
  | { readonly cells?: undefined; readonly json: unknown }
);

/** What is wrong with a row, for messages in other languages. Rules of the API have only a message. */
export type RowProblem =
  | { readonly kind: "columns"; readonly found: number; readonly wanted: number }
  | { readonly kind: "value"; readonly expected: FieldKind }
  | { readonly kind: "object" }
  | { readonly kind: "id" }
  | { readonly kind: "key"; readonly key: KeyField };

/** A problem with a row. Never contains a value. */
export interface RowIssue {
  readonly line: number;
  /** Number of the column, from 1; absent in NDJSON. */
  readonly column?: number;
  /** Title of the column, or name of the field. */
  readonly field: string;
  /** In English. */
  readonly message: string;
  readonly problem?: RowProblem;
}

/** A row that can be imported. */
export interface ImportRow {
  readonly index: number;
  readonly line: number;
  readonly id?: number;
  /** The fields to write, in the API's form; `null` clears a field. */
  readonly record: WireRecord;
  /** Input for a new user, or why there cannot be one. */
  readonly registration: Checked<UserRegistration>;
}

export type KeyField = "id" | "username" | "email";

export interface RowReader {
  /** Of CSV. */
  readonly titles: ReadonlyArray<string>;
  readonly columns: ReadonlyArray<FieldColumn | undefined>;
  /** A cell with this text clears the field. */
  readonly nullValue: string | undefined;
  readonly key: KeyField;
  /** Makes the password of a new user without one. */
  readonly makePassword: (() => string) | undefined;
}

type Read = { readonly record: Record<string, unknown>; readonly issues: ReadonlyArray<RowIssue> };

const fieldByName = new Map(importFields.map((field) => [field.name, field]));
const isIgnored = (name: string) =>
  name === errorColumn || fieldByName.get(name)?.readOnly === true;

const unexpected = (expected: FieldKind): Pick<RowIssue, "message" | "problem"> => ({
  message: `must be ${expectations[expected]}`,
  problem: { kind: "value", expected },
});

const readCells = (reader: RowReader, line: number, cells: ReadonlyArray<string>): Read => {
  const { titles, columns, nullValue } = reader;
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

/** Fields may be in any spelling, and times in ISO 8601. */
const readObject = (line: number, json: unknown): Read => {
  if (!isRecord(json)) {
    const message = "is not a JSON object";
    return { record: {}, issues: [{ line, field: "", message, problem: { kind: "object" } }] };
  }
  const record: Record<string, unknown> = {};
  const issues: Array<RowIssue> = [];
  for (const [name, value] of Object.entries(json)) {
    const field = matchName(importFields, name);
    const key = field?.name ?? name;
    if (isIgnored(key) && key !== idField) continue;
    if (field?.kind === "date" && typeof value === "string") {
      const time = parseTime(value);
      if (time.ok) record[key] = time.value;
      else issues.push({ line, field: name, ...unexpected(time.expected) });
    } else record[key] = value;
  }
  return { record, issues };
};

const columnIndex = ({ columns }: RowReader, field: string): number => {
  const name = field.split(".");
  return columns.findIndex(
    (column) =>
      column !== undefined &&
      column.field === name[0] &&
      (column.property === undefined || column.property === name[1]),
  );
};

const isId = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value > 0;

/** Nothing is cleared in a new user. */
const withoutNull = (record: WireRecord): WireRecord =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));

/** Reads and checks a row. Returns every problem with it. */
export const readRow = (
  reader: RowReader,
  source: SourceRow,
): ImportRow | ReadonlyArray<RowIssue> => {
  const { index, line } = source;
  const { record: all, issues } =
    source.cells === undefined
      ? readObject(line, source.json)
      : readCells(reader, line, source.cells);
  if (issues.length > 0) return issues;
  const located = (field: string, message: string, problem?: RowProblem): RowIssue => {
    const at = source.cells === undefined ? -1 : columnIndex(reader, field);
    const place =
      at < 0 ? { line, field } : { line, column: at + 1, field: reader.titles[at] ?? field };
    return { ...place, message, ...(problem && { problem }) };
  };
  const { [idField]: id, ...record } = all;
  if (id !== undefined && id !== null && !isId(id))
    return [located(idField, "must be the id of a user", { kind: "id" })];
  const key = reader.key === idField ? "username" : reader.key;
  if (typeof record[key] !== "string" && (reader.key !== idField || !isId(id))) {
    const problem = { kind: "key", key: reader.key } as const;
    return [located(key, `is missing: rows are matched by ${reader.key}`, problem)];
  }
  const { password: _, ...update } = record;
  const checked = checkUpdate(update);
  if (!checked.ok) return checked.issues.map(({ field, message }) => located(field, message));
  const fresh = withoutNull(record);
  const password = fresh["password"] ?? reader.makePassword?.();
  const registration = checkRegistration({ ...fresh, ...(password !== undefined && { password }) });
  // A wrong password cannot be found by the check of an update.
  if (!registration.ok && "password" in record) {
    const wrong = registration.issues.filter(({ field }) => field === "password");
    if (wrong.length > 0) return wrong.map(({ field, message }) => located(field, message));
  }
  return { index, line, ...(isId(id) && { id }), record: update, registration };
};

/** The input of an update. */
export const requireUpdate = (record: WireRecord): UserUpdate => {
  const checked = checkUpdate(record);
  if (checked.ok) return checked.input;
  throw new Error(
    `A checked row became invalid: ${checked.issues.map(({ field }) => field).join(", ")}`,
  );
};
