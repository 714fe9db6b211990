import {
  isUsersError,
  type UserSearch,
  type UsersClient,
  type UserSummary,
} from "@knetik-users/core";
import { orderedMap, type Patience, readAllUsers, type WireRecord } from "@knetik-users/core/bulk";
import { codecs, encodeWire } from "@knetik-users/core/effect";
import type { FileSink } from "../files/fileSink.ts";
import { needsWholeUsers } from "./exportColumns.ts";
import { type ExportOptions, headOf, rowsText } from "./exportFormat.ts";

/** The users to export: those of searches, or chosen ones. */
export type ExportSource =
  | { readonly kind: "searches"; readonly searches: ReadonlyArray<UserSearch> }
  | { readonly kind: "users"; readonly ids: ReadonlyArray<number> };

/** Rows per request. */
const pageSize = 500;
/** Ids per request: those of ten digits make an address of 1.1 KB. */
const idsPerRequest = 100;
/** Requests at a time. The client limits them, too, but a call that waits there may reach its time limit. */
const concurrency = 8;
/** Characters that are kept before they are written. */
const pieceLength = 262_144;

type Client = Pick<UsersClient, "all" | "getUser" | "getUsers">;

/** Who asks, and how long to wait for an API that is unavailable. */
export interface ExportRun {
  readonly client: Client;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  readonly onProgress: (rows: number) => void;
}

async function* readSource(
  source: ExportSource,
  { client, patience, signal }: ExportRun,
  isSeen: (id: number) => boolean,
): AsyncGenerator<UserSummary> {
  if (source.kind === "users") {
    const ids = source.ids.filter((id) => !isSeen(id));
    const chunks = Array.from({ length: Math.ceil(ids.length / idsPerRequest) }, (_, index) =>
      ids.slice(index * idsPerRequest, (index + 1) * idsPerRequest),
    );
    const pages = orderedMap(chunks, concurrency, (chunk) =>
      patience.repeat(() =>
        client.getUsers({ filter: { ids: chunk }, size: idsPerRequest }, { signal }),
      ),
    );
    for await (const { content } of pages) yield* content;
    return;
  }
  for (const { filter } of source.searches) {
    // By id: a change of a user does not move the row.
    const search: UserSearch = filter === undefined ? {} : { filter };
    yield* readAllUsers({ client, search, size: pageSize, patience, signal }, concurrency, isSeen);
  }
}

const isGone = (error: unknown) => isUsersError(error) && error._tag === "UserNotFound";

/**
 * An export that can be continued after a failure or a pause: users that are in the file are not written
 * again. Each user is in the file once. Users who begin or stop to match while it is written may be in it
 * or not.
 */
export const makeExport = (source: ExportSource, options: ExportOptions, sink: FileSink) => {
  const written = new Set<number>();
  const isWhole = needsWholeUsers(options.columns);
  let waiting: Array<WireRecord> = [];
  let text = headOf(options);

  const toRecord = async (
    { client, patience, signal }: ExportRun,
    row: UserSummary,
  ): Promise<{ readonly id: number; readonly record: WireRecord | undefined }> => {
    const { id } = row;
    if (!isWhole) return { id, record: encodeWire(codecs.UserSummary, row) as WireRecord };
    try {
      const user = await patience.repeat(() => client.getUser(id, { signal }));
      return { id, record: encodeWire(codecs.User, user) as WireRecord };
    } catch (error) {
      // Deleted since the list was read.
      if (isGone(error)) return { id, record: undefined };
      throw error;
    }
  };
  let isBroken = false;
  const toFile = async (step: () => Promise<void>) => {
    try {
      await step();
    } catch (error) {
      isBroken = true;
      throw error;
    }
  };
  const flush = async () => {
    const piece = text + rowsText(options, waiting);
    waiting = [];
    text = "";
    if (piece !== "") await toFile(() => sink.write(piece));
  };

  /** Writes the rest. The file is finished only if this resolves to `true`. */
  const run = async (job: ExportRun): Promise<boolean> => {
    const rows = readSource(source, job, (id) => written.has(id));
    const records = orderedMap(rows, isWhole ? concurrency : 1, (row) => toRecord(job, row));
    for await (const { id, record } of records) {
      if (job.signal.aborted) return false;
      if (written.has(id)) continue;
      written.add(id);
      if (record !== undefined) waiting.push(record);
      if (waiting.length < 100) continue;
      text += rowsText(options, waiting);
      waiting = [];
      if (text.length >= pieceLength) await flush();
      job.onProgress(written.size);
    }
    if (job.signal.aborted) return false;
    await flush();
    job.onProgress(written.size);
    await toFile(sink.finish);
    return true;
  };
  return {
    run,
    discard: sink.discard,
    rows: (): number => written.size,
    /** `false` if the file could not be written: it cannot be continued. */
    canContinue: (): boolean => !isBroken,
  };
};

export type UserExport = ReturnType<typeof makeExport>;

/** The number of users, as far as the API tells. A user of several searches counts once for each. */
export const countUsers = async (
  source: ExportSource,
  { client, patience, signal }: Omit<ExportRun, "onProgress">,
): Promise<number | undefined> => {
  if (source.kind === "users") return source.ids.length;
  let sum: number | undefined = 0;
  for (const { filter } of source.searches) {
    const page = await patience.repeat(() =>
      client.getUsers({ ...(filter && { filter }), size: 1 }, { signal }),
    );
    sum = page.totalElements === undefined ? undefined : sum + page.totalElements;
    if (sum === undefined) return undefined;
  }
  return sum;
};
