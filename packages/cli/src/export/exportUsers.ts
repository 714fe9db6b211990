import {
  orderedMap,
  type Patience,
  type WireRecord,
  type FieldColumn,
  escapeFormula,
} from "@knetik-users/core/bulk";
import { stringify } from "csv-stringify/sync";
import {
  stringifyJson,
  type UsersClient,
  type UserSearch,
  type UserSummary,
} from "@knetik-users/core";
import { codecs, encodeWire } from "@knetik-users/core/effect";
import { pick } from "../fields/columns.ts";
import type { RowFormat } from "../files/fileFormat.ts";
import { type Checkpoint, packIds, unpackIds } from "./checkpoint.ts";
import type { ExportSink } from "./exportFile.ts";
import { type Extent, idRanges, readPages, readRange } from "./userSource.ts";

export interface ExportJob {
  readonly client: UsersClient;
  readonly search: UserSearch;
  readonly size: number;
  readonly concurrency: number;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  readonly extent: Extent;
  readonly columns: ReadonlyArray<FieldColumn>;
  /** All fields of each user, with a call per user. */
  readonly full: boolean;
  readonly format: RowFormat;
  /** Cells as they are, also those that a spreadsheet would run. */
  readonly rawCells: boolean;
  readonly onProgress: (rows: number) => void;
}

interface Progress {
  readonly nextId: number;
  readonly rows: number;
  readonly bytes: number;
  readonly seen?: ReadonlyArray<number>;
}

/** A piece of the export, in order. */
interface Piece {
  readonly records: ReadonlyArray<WireRecord>;
  readonly ids: ReadonlyArray<number>;
  readonly nextId: number;
}

/** Characters that are kept in memory before they are written, with a checkpoint. */
const pieceLength = 1_048_576;
/** Milliseconds between two checkpoints, if rows come slowly. */
const checkpointInterval = 5_000;

/** Chunks with a call per user: two, so that the next one is requested before the last answer. */
const fullChunks = 2;

const isGone = (error: unknown) =>
  error instanceof Error && "_tag" in error && error._tag === "UserNotFound";

const recordsOf = async (
  { client, full, patience, signal }: ExportJob,
  rows: ReadonlyArray<UserSummary>,
): Promise<ReadonlyArray<WireRecord>> => {
  if (!full) return rows.map((row) => encodeWire(codecs.UserSummary, row) as WireRecord);
  const users = await Promise.all(
    rows.map(async ({ id }) => {
      try {
        return await patience.repeat(() => client.getUser(id, { signal }));
      } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
      }
    }),
  );
  return users.flatMap((user) =>
    user === undefined ? [] : [encodeWire(codecs.User, user) as WireRecord],
  );
};

async function* piecesOf(
  job: ExportJob,
  nextId: number,
  seen: ReadonlySet<number>,
): AsyncGenerator<Piece> {
  const { extent, size, concurrency, full } = job;
  const chunks = full ? fullChunks : concurrency;
  if (extent.method === "ids") {
    yield* orderedMap(idRanges(nextId, extent.maxId, size), chunks, async (range) => {
      const rows = await readRange(job, range);
      return { records: await recordsOf(job, rows), ids: [], nextId: range.last + 1 };
    });
    return;
  }
  // Without calls per user the core reads ahead.
  const pages = readPages(job, full ? 1 : Math.min(16, concurrency), (id) => seen.has(id));
  yield* orderedMap(pages, full ? fullChunks : 1, async (rows) => ({
    records: await recordsOf(job, rows),
    ids: rows.map(({ id }) => id),
    nextId,
  }));
}

const lineWriter = ({ format, columns, rawCells }: ExportJob, isComplete: boolean) => {
  if (format === "ndjson") {
    return (records: ReadonlyArray<WireRecord>) =>
      records
        .map((record) => `${stringifyJson(isComplete ? record : pick(columns, record))}\n`)
        .join("");
  }
  const cell = rawCells ? (text: string) => text : escapeFormula;
  return (records: ReadonlyArray<WireRecord>) =>
    stringify(records.map((record) => columns.map((column) => cell(column.format(record)))));
};

/**
 * Writes every user of a search once, and after each piece how far it is.
 *
 * @param isComplete - `true` if all fields are written.
 */
export const exportUsers = async (
  job: ExportJob,
  sink: ExportSink,
  start: Checkpoint | undefined,
  isComplete: boolean,
  save: (progress: Progress) => Promise<void>,
): Promise<number> => {
  const { extent, columns, format, onProgress } = job;
  const seen = unpackIds(start?.seen ?? []);
  const toText = lineWriter(job, isComplete);
  let { nextId, rows } = start ?? { nextId: 1, rows: 0 };
  let waiting =
    start === undefined && format === "csv" ? stringify([columns.map(({ name }) => name)]) : "";
  let savedAt = Date.now();
  const flush = async () => {
    if (waiting === "") return;
    const text = waiting;
    waiting = "";
    const bytes = await sink.append(text);
    const ids = extent.method === "pages" ? { seen: packIds(seen) } : {};
    await save({ nextId, rows, bytes, ...ids });
    savedAt = Date.now();
  };
  try {
    for await (const piece of piecesOf(job, nextId, new Set(seen))) {
      waiting += toText(piece.records);
      rows += piece.records.length;
      nextId = piece.nextId;
      for (const id of piece.ids) seen.add(id);
      onProgress(rows);
      if (waiting.length >= pieceLength || Date.now() - savedAt >= checkpointInterval)
        await flush();
    }
  } catch (error) {
    // Keep what has been read: the next run continues after it.
    await flush();
    throw error;
  }
  await flush();
  return rows;
};
