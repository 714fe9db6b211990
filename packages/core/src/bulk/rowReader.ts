import { expectations } from "./cells.ts";
import type { FieldColumn } from "./columns.ts";
import type { FieldKind } from "./fields.ts";
import { errorColumn, importFields } from "./userFields.ts";

/** What is wrong with a row, for messages in other languages. Rules of the API have only a message. */
export type RowProblem =
  | { readonly kind: "columns"; readonly found: number; readonly wanted: number }
  | { readonly kind: "value"; readonly expected: FieldKind }
  | { readonly kind: "object" }
  | { readonly kind: "twice" }
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

export type KeyField = "id" | "username" | "email";

/** How the rows of a file are read. */
export interface RowReader {
  /** Of CSV. */
  readonly titles: ReadonlyArray<string>;
  /** The column of each title. */
  readonly columns: ReadonlyArray<FieldColumn | undefined>;
  /** Of NDJSON: the columns of names that are mapped; `undefined` for those that are ignored. */
  readonly names: ReadonlyMap<string, FieldColumn | undefined>;
  /** A cell with this text clears the field. */
  readonly nullValue: string | undefined;
  readonly key: KeyField;
  /** Makes the password of a new user without one. */
  readonly makePassword: (() => string) | undefined;
}

/** The fields of a row in the API's form, or what is wrong with them. */
export interface ReadFields {
  readonly record: Record<string, unknown>;
  readonly issues: ReadonlyArray<RowIssue>;
}

export const fieldByName = new Map(importFields.map((field) => [field.name, field]));

/** Columns that exports and files of failed rows have, and imports do not need. */
export const isIgnored = (name: string): boolean =>
  name === errorColumn || fieldByName.get(name)?.readOnly === true;

/** What is wrong with a value of another kind. */
export const unexpected = (expected: FieldKind): Pick<RowIssue, "message" | "problem"> => ({
  message: `must be ${expectations[expected]}`,
  problem: { kind: "value", expected },
});
