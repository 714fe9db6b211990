import { type FileHandle, readFile, rm } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { ImportJournal, RowResult } from "@knetik-users/core/bulk";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import { openOwnFile } from "../files/ownFile.ts";

/** The state of a row. `sending` is a registration without a known result. */
export const rowStates = ["sending", "created", "updated", "unchanged", "failed"] as const;
export type RowState = (typeof rowStates)[number];

const letters: { readonly [State in RowState]: string } = {
  sending: "?",
  created: "c",
  updated: "u",
  unchanged: "n",
  failed: "x",
};

/** Facts about an import that an earlier run has established. */
export interface JournalHeader {
  /** Fingerprint of the file, the API and the options. */
  readonly job: string;
  /** Number of rows; all were valid. */
  readonly rows: number;
}

export interface Journal extends ImportJournal {
  readonly header: JournalHeader;
  /** Reasons of failed rows, by index. */
  readonly failures: ReadonlyMap<number, string>;
  readonly close: () => Promise<void>;
}

const journalFile = (file: string) => `${file}.import`;

export const removeJournal = async (file: string): Promise<void> => {
  await rm(journalFile(file), { force: true });
};

const readHeader = async (path: string): Promise<JournalHeader | undefined> => {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  try {
    for await (const line of lines) return JSON.parse(line) as JournalHeader;
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  } finally {
    lines.close();
  }
};

/** The header of an unfinished import of this file. Fails if it is one with other options. */
export const readJournalHeader = async (
  file: string,
  job: string,
): Promise<JournalHeader | undefined> => {
  const header = await readHeader(journalFile(file));
  if (header === undefined || header.job === job) return header;
  throw new CliError(`There is an unfinished import of ${file} with other content or options.`, {
    exitCode: exitCodes.conflict,
    hint: "Repeat the same command to finish it, or pass --restart to start again.",
  });
};

const newline = 0x0a;

/** Size of a file without an incomplete last line, which a crash may leave. */
const completeSize = (text: Buffer): number => text.lastIndexOf(newline) + 1;

/** The complete lines after the header, one at a time: there is one for each row. */
function* entriesOf(text: Buffer): Generator<string> {
  let start = text.indexOf(newline) + 1;
  for (let end = text.indexOf(newline, start); end >= 0; end = text.indexOf(newline, start)) {
    yield text.toString("utf8", start, end);
    start = end + 1;
  }
}

/** Lines that may wait for others, and milliseconds that they may wait. */
const batchLines = 64;
const batchDelay = 200;

/**
 * Appends lines; those of the same moment share one write to disk. Lines that need not be durable wait for
 * others, or for one that must be.
 */
const makeAppender = (handle: FileHandle) => {
  let waiting: Array<string> = [];
  let wanted: Array<() => void> = [];
  let failure: unknown;
  let rejectAll: Array<(error: unknown) => void> = [];
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const run = async () => {
    clearTimeout(timer);
    timer = undefined;
    while (waiting.length > 0) {
      const [lines, resolvers, rejecters] = [waiting, wanted, rejectAll];
      [waiting, wanted, rejectAll] = [[], [], []];
      try {
        await handle.appendFile(lines.join(""));
        if (resolvers.length > 0) await handle.datasync();
        for (const resolve of resolvers) resolve();
      } catch (error) {
        failure = error;
        for (const reject of rejecters) reject(error);
      }
    }
    running = undefined;
  };
  const start = () => (running ??= Promise.resolve().then(run));
  return {
    append: (line: string) => {
      waiting.push(line);
      if (waiting.length >= batchLines) void start();
      else timer ??= setTimeout(() => void start(), batchDelay);
    },
    appendDurably: async (line: string): Promise<void> => {
      if (failure !== undefined) throw failure as Error;
      await new Promise<void>((resolve, reject) => {
        waiting.push(line);
        wanted.push(resolve);
        rejectAll.push(reject);
        void start();
      });
    },
    end: async () => {
      // What was appended during a write is written by the same run.
      await start();
      if (failure !== undefined) throw failure as Error;
      await handle.datasync();
      await handle.close();
    },
  };
};

/** Opens the journal of an import, a new one if there is none. */
export const openJournal = async (file: string, header: JournalHeader): Promise<Journal> => {
  const path = journalFile(file);
  const states = new Uint8Array(header.rows);
  const failures = new Map<number, string>();
  const counts: { [State in RowResult]: number } = {
    created: 0,
    updated: 0,
    unchanged: 0,
    failed: 0,
  };
  const note = (index: number, state: RowState, reason?: string) => {
    states[index] = rowStates.indexOf(state) + 1;
    if (state === "sending") return;
    counts[state] += 1;
    if (reason !== undefined) failures.set(index, reason);
  };
  const existing = await readFile(path).catch(() => undefined);
  const size = existing === undefined ? 0 : completeSize(existing);
  for (const line of existing === undefined ? [] : entriesOf(existing)) {
    const state = rowStates.find((each) => letters[each] === line[0]);
    const [, index = "", reason] = /^.(\d+)(?: (.*))?$/.exec(line) ?? [];
    if (state !== undefined && index !== "") note(Number(index), state, reason);
  }
  const handle = await openOwnFile(path, true);
  await handle.truncate(size);
  const { append, appendDurably, end } = makeAppender(handle);
  if (size === 0) await appendDurably(`${JSON.stringify(header)}\n`);
  return {
    header,
    stateOf: (index) => rowStates[(states[index] ?? 0) - 1],
    counts: () => ({ ...counts }),
    failures,
    sending: async (index) => {
      if (states[index] === rowStates.indexOf("sending") + 1) return;
      note(index, "sending");
      await appendDurably(`${letters.sending}${index}\n`);
    },
    finished: (index, { state, reason }) => {
      const text = reason?.replace(/\s+/g, " ");
      note(index, state, text);
      append(`${letters[state]}${index}${text === undefined ? "" : ` ${text}`}\n`);
    },
    close: end,
  };
};
