import type { ClientBase } from "pg";
import { DatabaseUnavailable } from "../databaseErrors.ts";

/** What a PostgreSQL server is at the moment. */
export interface ServerState {
  /** Accepts no changes, because it is a replica or was made read-only. */
  readonly isReadOnly: boolean;
  readonly isReplica: boolean;
  /** Increases with each promotion of a replica; 0 for a replica. */
  readonly timeline: number;
}

interface StateRow {
  readonly is_replica: boolean;
  readonly is_read_only: boolean;
  readonly segment: string | null;
}

/** The name of the current log segment begins with the timeline, as eight hexadecimal digits. */
const stateQuery = `select pg_is_in_recovery() as is_replica,
  current_setting('transaction_read_only') = 'on' as is_read_only,
  case when not pg_is_in_recovery() then pg_walfile_name(pg_current_wal_lsn()) end as segment`;

export const readServerState = async (client: Pick<ClientBase, "query">): Promise<ServerState> => {
  const { rows } = await client.query<StateRow>(stateQuery);
  const [row] = rows;
  if (row === undefined) throw new DatabaseUnavailable("The database does not report its state.");
  return {
    isReplica: row.is_replica,
    isReadOnly: row.is_read_only,
    timeline: row.segment === null ? 0 : Number.parseInt(row.segment.slice(0, 8), 16),
  };
};
