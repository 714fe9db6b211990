import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Caller } from "../../call-context/caller.ts";

/** How far a replica is behind, and who has written recently. */
export const replicaTables: ReadonlyArray<string> = [
  `create table replica_beats (
    server text collate "C" primary key,
    beat text collate "C" not null,
    beaten_at timestamptz not null default now()
  )`,
  // Rows are only added, so that calls with the same token do not wait for each other.
  `create table recent_writes (
    caller text collate "C" not null,
    xid xid8 not null,
    written_at timestamptz not null default now()
  )`,
  `create index recent_writes_caller_xid_index on recent_writes (caller, xid)`,
];

/** Records that the transaction has changed something for a caller. */
export const recordWrite = async <Tables>(
  transaction: Kysely<Tables>,
  { userId, clientId }: Caller,
): Promise<void> => {
  const caller = userId === undefined ? `client:${clientId ?? ""}` : `user:${userId}`;
  await sql`insert into recent_writes (caller, xid)
    select ${caller}, pg_current_xact_id() where pg_current_xact_id_if_assigned() is not null
  `.execute(transaction);
};

/**
 * The transaction of the last write of a token's owner, or the one that has issued the token. A row
 * knows the lower half of the number of the transaction that has inserted it.
 */
export const lastWriteOfToken: RawBuilder<number> = sql<number>`(
  select greatest(
    max(recent_writes.xid)::text::bigint,
    known.xid - ((known.xid - access_tokens.xmin::text::bigint) & 4294967295)
  )
  from (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as xid) as known
  left join recent_writes on recent_writes.caller =
    coalesce('user:' || access_tokens.user_id, 'client:' || access_tokens.client_id)
  group by known.xid
)`;

/** Removes what a replica that is in use has long since. */
export const pruneReplicaTables = async <Tables>(queries: Kysely<Tables>): Promise<void> => {
  await sql`delete from recent_writes where written_at < now() - interval '10 minutes'`.execute(
    queries,
  );
  await sql`delete from replica_beats where beaten_at < now() - interval '1 hour'`.execute(queries);
};
