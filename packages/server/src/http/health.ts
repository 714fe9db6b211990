import { type Context, Hono } from "hono";
import { sql } from "kysely";
import type { Database } from "../database/database.ts";

/** Milliseconds that the database has to answer: a probe that waits is a probe that fails. */
const patience = 2_000;

const answers = async ({ queries }: Database): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patience);
  });
  try {
    const asked = sql`select 1`.execute(queries).then(() => true);
    return await Promise.race([asked, tooLate]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
};

const say = (call: Context, status: 200 | 503, checks: object) =>
  call.json({ status: status === 200 ? "up" : "down", ...checks }, status, {
    "cache-control": "no-store",
  });

/**
 * For whoever watches over the process. `GET /health/live`: it answers. `GET /health/ready`: so does
 * its database, and requests may be sent here.
 */
export const health = (database: Database): Hono => {
  const app = new Hono();
  app.get("/health/live", (call) => say(call, 200, {}));
  app.get("/health/ready", async (call) => {
    const up = await answers(database);
    return say(call, up ? 200 : 503, { database: up ? "up" : "down" });
  });
  return app;
};
