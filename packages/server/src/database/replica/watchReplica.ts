import { randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { DatabaseUnavailable } from "../databaseErrors.ts";
import { PoolerProblem } from "../postgres-connections/poolerProblems.ts";
import { pruneReplicaTables } from "./replicaTables.ts";

/** Milliseconds between two beats. */
const interval = 1_000;
/** Beats that are kept, which is more than a replica in use may be behind. */
const maxBeats = 400;
/** Beats between two removals of old rows. */
const pruneEvery = 60;

interface Beat {
  readonly beat: string;
  /** Milliseconds since the process started. */
  readonly at: number;
}

interface LookRow {
  readonly is_replica: boolean;
  readonly beat: string | null;
  readonly transaction: number;
}

/** How far a replica is behind. */
export interface ReplicaWatch {
  /** Whether the replica has everything up to a transaction, and is not too far behind. */
  readonly has: (transaction: number) => boolean;
  /** Milliseconds; undefined if the replica does not respond. */
  readonly lag: () => number | undefined;
  /** Does not use the replica until it responds again. */
  readonly suspend: () => void;
  readonly stop: () => Promise<void>;
}

interface WatchedDatabases<Tables> {
  readonly primary: Kysely<Tables>;
  readonly replica: Kysely<Tables>;
  /** Called if the replica does not respond. */
  readonly onFailure: () => void;
  /** A replica that is further behind is not used. Milliseconds. */
  readonly maxLag: number;
}

/**
 * Writes a beat to the primary and looks for it in the replica, every second. Positions in the log
 * would not do: those of a replica with another history may be higher, and those of an idle primary
 * look old. Fails if the replica can never be used.
 */
export const watchReplica = async <Tables>({
  primary,
  replica,
  onFailure,
  maxLag,
}: WatchedDatabases<Tables>): Promise<ReplicaWatch> => {
  const server = randomUUID();
  /** From the one that the replica has, if it has any. */
  let beats: ReadonlyArray<Beat> = [];
  let lastBeat: Beat | undefined;
  /** All transactions before it have ended in the replica. */
  let seen: { readonly transaction: number; readonly beat: Beat } | undefined;
  let count = 0;

  const look = async () => {
    const { rows } = await sql<LookRow>`
      select pg_is_in_recovery() as is_replica,
        pg_snapshot_xmin(pg_current_snapshot())::text::bigint as transaction,
        (select beat from replica_beats where server = ${server}) as beat`.execute(replica);
    const [row] = rows;
    if (row?.is_replica === false) throw new DatabaseUnavailable("The replica was promoted.");
    const index = beats.findIndex(({ beat }) => beat === row?.beat);
    const found = beats[index];
    if (row === undefined || found === undefined) return;
    beats = beats.slice(index);
    seen = { transaction: row.transaction, beat: found };
  };
  const beat = async () => {
    const next = { beat: randomUUID(), at: performance.now() };
    await sql`insert into replica_beats (server, beat) values (${server}, ${next.beat})
      on conflict (server) do update set beat = excluded.beat, beaten_at = now()`.execute(primary);
    lastBeat = next;
    beats = [...beats, next].slice(-maxBeats);
    count += 1;
    if (count % pruneEvery === 0) await pruneReplicaTables(primary);
  };
  const suspend = () => {
    seen = undefined;
  };
  const round = async (onError: (error: unknown) => void) => {
    try {
      await look();
    } catch (error) {
      suspend();
      onFailure();
      onError(error);
    }
    // Without the primary there are no new beats, so the replica is not used for long.
    await beat().catch(() => {});
  };

  let isStopped = false;
  let running = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const later = () => {
    if (isStopped) return;
    timer = setTimeout(() => {
      running = round(() => {}).then(later);
    }, interval);
    timer.unref();
  };
  let problem: unknown;
  await round((error) => {
    problem = error;
  });
  if (problem instanceof PoolerProblem) throw problem;
  later();
  return {
    has: (transaction) =>
      seen !== undefined &&
      transaction < seen.transaction &&
      performance.now() - seen.beat.at <= maxLag + interval,
    lag: () =>
      seen === undefined || lastBeat === undefined ? undefined : lastBeat.at - seen.beat.at,
    suspend,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};
