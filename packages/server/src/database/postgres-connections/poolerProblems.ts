import { type Kysely, sql } from "kysely";
import { DatabaseUnavailable } from "../databaseErrors.ts";
import { databaseErrorOf } from "../postgresErrors.ts";
import { serverTimeLimits } from "./timeLimits.ts";

type LimitName = keyof typeof serverTimeLimits;
const limitNames = Object.keys(serverTimeLimits);

/** A connection pooler prevents what the server relies on. */
export class PoolerProblem extends DatabaseUnavailable {}

/** PgBouncer rejects settings that it cannot keep for each client. */
export const poolerProblemOf = (error: unknown): PoolerProblem | undefined => {
  const { message = "" } = databaseErrorOf(error) ?? {};
  if (!message.includes("unsupported startup parameter")) return undefined;
  return new PoolerProblem(
    `The connection pooler rejects a setting of the connection (${message}). Add to pgbouncer.ini: ` +
      `ignore_startup_parameters = options, ${limitNames.join(", ")}`,
    { cause: error },
  );
};

/**
 * Requires that statements end. Behind a pooler that ignores the settings of a connection, a row
 * lock could otherwise block calls forever.
 */
export const requireTimeLimits = async <Tables>(queries: Kysely<Tables>): Promise<void> => {
  const { rows } = await sql<{ readonly name: LimitName; readonly role: string }>`
    select name, quote_ident(current_user) as role from pg_settings
    where name in (${sql.join(limitNames)}) and setting = '0' order by name`.execute(queries);
  if (rows.length === 0) return;
  const statements = rows.map(
    ({ name, role }) => `ALTER ROLE ${role} SET ${name} = '${serverTimeLimits[name] / 1_000}s';`,
  );
  throw new Error(
    "Statements would have no time limit, because a connection pooler ignores the settings of the " +
      `connection. Set them for the database user, and RECONNECT the pooler: ${statements.join(" ")}`,
  );
};
