import { readFile, rm } from "node:fs/promises";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import { writeAtomic } from "../files/writeAtomic.ts";
import type { Extent } from "./userSource.ts";

/** The position of an export. Everything before it is in the partial file. */
export interface Checkpoint {
  /** Fingerprint of what is exported, and how. */
  readonly job: string;
  readonly extent: Extent;
  /** The first id that has not been asked for. */
  readonly nextId: number;
  readonly rows: number;
  /** Size of the partial file in bytes. The rest of it is discarded. */
  readonly bytes: number;
  /** Ids in the file, as differences; only of an export by pages. */
  readonly seen?: ReadonlyArray<number>;
}

const checkpointFile = (file: string) => `${file}.checkpoint`;
export const partialFile = (file: string) => `${file}.part`;

/** `undefined` if it is not one: another file has its name. */
const parseCheckpoint = (text: string): Checkpoint | undefined => {
  try {
    return (JSON.parse(text) ?? undefined) as Checkpoint | undefined;
  } catch {
    return undefined;
  }
};

export const readCheckpoint = async (
  file: string,
  job: string,
): Promise<Checkpoint | undefined> => {
  let text: string;
  try {
    text = await readFile(checkpointFile(file), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  const checkpoint = parseCheckpoint(text);
  if (checkpoint?.job === job) return checkpoint;
  throw new CliError(`${file} is the unfinished file of another export.`, {
    exitCode: exitCodes.conflict,
    hint: "Repeat the same command to finish it, or pass --restart to start again.",
  });
};

export const writeCheckpoint = (file: string, checkpoint: Checkpoint): Promise<void> =>
  writeAtomic(checkpointFile(file), JSON.stringify(checkpoint));

export const removeCheckpoint = async (file: string): Promise<void> => {
  await rm(checkpointFile(file), { force: true });
};

/** Sorted ids as differences, which are short. */
export const packIds = (ids: Iterable<number>): ReadonlyArray<number> => {
  let previous = 0;
  return [...ids]
    .sort((one, other) => one - other)
    .map((id) => {
      const difference = id - previous;
      previous = id;
      return difference;
    });
};

export const unpackIds = (packed: ReadonlyArray<number>): Set<number> => {
  let id = 0;
  return new Set(packed.map((difference) => (id += difference)));
};
