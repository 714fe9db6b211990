import type { UserRegistration, UserUpdate } from "../models/user.ts";
import type { WireRecord } from "./cells.ts";
import { readCells } from "./readCells.ts";
import { readObject } from "./readObject.ts";
import { type Checked, checkRegistration, checkUpdate } from "./records.ts";
import type { RowIssue, RowProblem, RowReader } from "./rowReader.ts";
import { idField } from "./userFields.ts";

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

/** A row that can be imported. */
export interface ImportRow {
  readonly index: number;
  readonly line: number;
  readonly id?: number;
  /** The fields to write, in the API's form; `null` clears a field. */
  readonly record: WireRecord;
  /** Input for a new user, or why there cannot be one. Checked when it is needed, and then kept. */
  readonly registration: () => Checked<UserRegistration>;
}

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

const checkNewUser = (
  record: WireRecord,
  { makePassword }: RowReader,
): Checked<UserRegistration> => {
  const fresh = withoutNull(record);
  const password = fresh["password"] ?? makePassword?.();
  return checkRegistration({ ...fresh, ...(password !== undefined && { password }) });
};

const passwordIssues = (registration: Checked<UserRegistration>) =>
  registration.ok ? [] : registration.issues.filter(({ field }) => field === "password");

/** Reads and checks a row. Returns every problem with it. */
export const readRow = (
  reader: RowReader,
  source: SourceRow,
): ImportRow | ReadonlyArray<RowIssue> => {
  const { index, line } = source;
  const { record: all, issues } =
    source.cells === undefined
      ? readObject(reader, line, source.json)
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
  let checkedRegistration: Checked<UserRegistration> | undefined;
  const registration = () => (checkedRegistration ??= checkNewUser(record, reader));
  // A wrong password cannot be found by the check of an update.
  const wrong = record["password"] == null ? [] : passwordIssues(registration());
  if (wrong.length > 0) return wrong.map(({ field, message }) => located(field, message));
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
