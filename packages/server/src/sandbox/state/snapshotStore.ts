import { randomUUID } from "node:crypto";
import type { Contents } from "./databaseContents.ts";

/** A snapshot of the database. */
export interface Snapshot {
  readonly id: string;
  readonly name: string | null;
  /** Seconds since 1970, by the clock of the sandbox. */
  readonly date: number;
  readonly contents: Contents;
}

/** Maximum number of snapshots with, and without, a name. */
export const maxSnapshots = 20;

export interface Snapshots {
  /** Lists snapshots, oldest first. */
  readonly list: () => ReadonlyArray<Snapshot>;
  /** Checks whether there is room for a snapshot with this name. */
  readonly hasRoom: (name: string | null) => boolean;
  /** Stores a snapshot. Replaces one with the same name, or the oldest without a name. */
  readonly keep: (taken: Omit<Snapshot, "id">) => Snapshot;
  readonly remove: (matches: (snapshot: Snapshot) => boolean) => number;
}

export const makeSnapshots = (): Snapshots => {
  let kept: ReadonlyArray<Snapshot> = [];
  const remove = (matches: (snapshot: Snapshot) => boolean) => {
    const before = kept.length;
    kept = kept.filter((snapshot) => !matches(snapshot));
    return before - kept.length;
  };
  const named = () => kept.filter(({ name }) => name !== null);
  return {
    list: () => kept,
    hasRoom: (name) =>
      name === null ||
      named().length < maxSnapshots ||
      named().some((snapshot) => snapshot.name === name),
    keep: (taken) => {
      const snapshot = { ...taken, id: randomUUID() };
      const unnamed = kept.filter(({ name }) => name === null);
      const oldest = unnamed.length < maxSnapshots ? undefined : unnamed[0];
      remove((other) => (taken.name === null ? other === oldest : other.name === taken.name));
      kept = [...kept, snapshot];
      return snapshot;
    },
    remove,
  };
};
