import { type Context, Hono } from "hono";
import { sql } from "kysely";
import { withTimeout } from "../async/withTimeout.ts";
import type { Database } from "../database/database.ts";

/** Milliseconds that the database has to respond. */
const timeoutMs = 2_000;

const isReachable = async ({ queries }: Database): Promise<boolean> => {
  try {
    const query = sql`select 1`.execute(queries).then(() => true);
    return (await withTimeout(query, timeoutMs)) ?? false;
  } catch {
    return false;
  }
};

/** A replica that is down or behind is not used, so it is no reason to be down. Lag in seconds. */
const replicaOf = ({ replica }: Database) => {
  if (replica === undefined) return {};
  const lag = replica.watch.lag();
  return lag === undefined
    ? { replica: "down" }
    : { replica: replica.watch.has(0) ? "up" : "behind", replica_lag: lag / 1_000 };
};

const respond = (call: Context, status: 200 | 503, checks: object) =>
  call.json({ status: status === 200 ? "up" : "down", ...checks }, status, {
    "cache-control": "no-store",
  });

/**
 * Health checks. `GET /health/live` responds while the process runs; `GET /health/ready` also checks the
 * database.
 */
export const health = (database: Database): Hono => {
  const app = new Hono();
  app.get("/health/live", (call) => respond(call, 200, {}));
  app.get("/health/ready", async (call) => {
    const up = await isReachable(database);
    return respond(call, up ? 200 : 503, {
      database: up ? "up" : "down",
      ...replicaOf(database),
    });
  });
  return app;
};
