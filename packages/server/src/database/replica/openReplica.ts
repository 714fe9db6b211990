import { Kysely } from "kysely";
import type { Database, Replica } from "../database.ts";
import { connectionsTo } from "../postgres-connections/connections.ts";
import { hostsOf } from "../postgres-connections/hostsOf.ts";
import { makePreparedNames } from "../postgres-connections/preparedNames.ts";
import { StandbyHost } from "../postgres-connections/standbyHost.ts";
import { clientTimeLimits, serverTimeLimits } from "../postgres-connections/timeLimits.ts";
import type { DatabaseChoice } from "../databaseKind.ts";
import type { Tables } from "../tables.ts";
import { type ReplicaWatch, watchReplica } from "./watchReplica.ts";

/** Seconds. */
const defaultMaxLag = 5;

/** Opens the replica of a database, if there is one. */
export const openReplica = async (
  { queries, kind }: Database,
  choice: DatabaseChoice,
): Promise<Replica | undefined> => {
  if (!("url" in choice) || choice.replicaUrl === undefined) return undefined;
  const { replicaUrl, poolSize, preparedStatements = true } = choice;
  const { replicaMaxLag = defaultMaxLag } = choice;
  const hosts = hostsOf(replicaUrl);
  const host = new StandbyHost(hosts);
  const limits = { ...clientTimeLimits(hosts), ...serverTimeLimits };
  const prepared = makePreparedNames(preparedStatements);
  const connections = connectionsTo(host.reading(), { max: poolSize, ...limits }, prepared);
  let watch: ReplicaWatch | undefined;
  const watching = connectionsTo(
    host.watching(() => watch?.suspend()),
    { max: 1, ...limits, query_timeout: 2_000 },
    makePreparedNames(false),
  );
  const watchedQueries = new Kysely<Tables>({ dialect: watching.dialect });
  const reading = new Kysely<Tables>({ dialect: connections.dialect });
  const close = async () => {
    await Promise.all([watchedQueries.destroy(), reading.destroy()]);
  };
  try {
    const watched = await watchReplica({
      primary: queries,
      replica: watchedQueries,
      onFailure: () => {
        host.next();
      },
      maxLag: replicaMaxLag * 1_000,
    });
    watch = watched;
    return {
      database: {
        queries: reading,
        kind: { ...kind, execute: connections.execute, keepPrepared: prepared.add },
        close,
      },
      watch: watched,
      close: async () => {
        await watched.stop();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};
