import type { ImportJournal, KeyField, RowOutcome, RowResult } from "@knetik-users/core/bulk";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { ColumnTarget } from "./columnTargets.ts";
import type { FileForm } from "./fileForm.ts";

/** What gives the rows of a file their meaning. An import is continued with what it was begun with. */
export interface ImportSettings {
  readonly form: FileForm;
  readonly titles: ReadonlyArray<string>;
  readonly targets: ReadonlyArray<ColumnTarget>;
  readonly key: KeyField;
  /** A cell with this text clears the field; empty if none does. */
  readonly nullValue: string;
}

/** An import that was begun. Nothing of the file's content is stored, which may contain passwords. */
export interface ImportRecord {
  /** Fingerprint of the file and the API. */
  readonly id: string;
  readonly target: string;
  readonly fileName: string;
  readonly rows: number;
  readonly startedAt: Date;
  readonly settings: ImportSettings;
}

type State = RowResult | "sending";
const states = ["sending", "created", "updated", "unchanged", "failed"] as const;

/** Why a row failed. */
export interface RowFailure {
  readonly line: number;
  /** In the language in which it happened. */
  readonly reason: string;
}

interface StoredRow {
  readonly importId: string;
  readonly index: number;
  readonly state: State;
  readonly failure?: RowFailure;
}

interface Schema extends DBSchema {
  imports: { key: string; value: ImportRecord };
  rows: { key: [string, number]; value: StoredRow };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;
const database = () =>
  (opened ??= openDB<Schema>("knetik-users-imports", 1, {
    upgrade: (created) => {
      created.createObjectStore("imports", { keyPath: "id" });
      created.createObjectStore("rows", { keyPath: ["importId", "index"] });
    },
  }));

const rowsOf = (id: string) => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);

/** Imports into an API that were begun and not finished. */
export const unfinishedImports = async (target: string): Promise<ReadonlyArray<ImportRecord>> =>
  (await (await database()).getAll("imports")).filter((record) => record.target === target);

export const forgetImport = async (id: string): Promise<void> => {
  const transaction = (await database()).transaction(["imports", "rows"], "readwrite");
  await transaction.objectStore("rows").delete(rowsOf(id));
  await transaction.objectStore("imports").delete(id);
  await transaction.done;
};

/** A journal, with the failed rows by index. */
export interface Journal extends ImportJournal {
  readonly failures: ReadonlyMap<number, RowFailure>;
  /** Resolves when everything is stored. */
  readonly saved: () => Promise<void>;
}

/**
 * Opens the journal of an import, new or begun. Rows of the same moment are stored together; those that wait
 * for it are on the disk when it resolves.
 *
 * @param failureOf - What to store of a failed row.
 */
export const openJournal = async (
  record: ImportRecord,
  failureOf: (index: number, outcome: RowOutcome) => RowFailure,
): Promise<Journal> => {
  const store = await database();
  await store.put("imports", record);
  const stateOfRow = new Uint8Array(record.rows);
  const failures = new Map<number, RowFailure>();
  const counts: { [State in RowResult]: number } = {
    created: 0,
    updated: 0,
    unchanged: 0,
    failed: 0,
  };
  const note = ({ index, state, failure }: Omit<StoredRow, "importId">) => {
    stateOfRow[index] = states.indexOf(state) + 1;
    if (state === "sending") return;
    counts[state] += 1;
    if (failure !== undefined) failures.set(index, failure);
  };
  for (const row of await store.getAll("rows", rowsOf(record.id))) note(row);

  let waiting: Array<StoredRow> = [];
  let saving: Promise<void> | undefined;
  const saveAll = async () => {
    // Rows that finish in the same turn are stored together.
    await Promise.resolve();
    while (waiting.length > 0) {
      const rows = waiting;
      waiting = [];
      const transaction = store.transaction("rows", "readwrite", { durability: "strict" });
      await Promise.all([...rows.map((row) => transaction.store.put(row)), transaction.done]);
    }
  };
  const save = (row: Omit<StoredRow, "importId">): Promise<void> => {
    waiting.push({ importId: record.id, ...row });
    note(row);
    if (saving === undefined) {
      const current = saveAll();
      saving = current;
      // After a failure the next row fails, too, and so the import ends.
      void current.then(() => (saving = undefined)).catch(() => undefined);
    }
    return saving;
  };
  return {
    failures,
    stateOf: (index) => states[(stateOfRow[index] ?? 0) - 1],
    counts: () => ({ ...counts }),
    sending: (index) =>
      stateOfRow[index] === 1 ? Promise.resolve() : save({ index, state: "sending" }),
    finished: (index, outcome) => {
      const { state } = outcome;
      const failure = state === "failed" ? { failure: failureOf(index, outcome) } : {};
      save({ index, state, ...failure }).catch(() => undefined);
    },
    saved: () => saving ?? Promise.resolve(),
  };
};

/** Lets failed rows be tried again. */
export const forgetFailures = async (id: string, failed: Iterable<number>): Promise<void> => {
  const transaction = (await database()).transaction("rows", "readwrite");
  await Promise.all([...failed].map((index) => transaction.store.delete([id, index])));
  await transaction.done;
};
