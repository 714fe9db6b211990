import * as Effect from "effect/Effect";
import { type Expression, type ExpressionBuilder, sql, type SqlBool } from "kysely";
import { CurrentCall } from "../call-context/currentCall.ts";
import { type Queries, run, runOne } from "../database/database.ts";
import { inBatches, removeInBatches } from "../database/inBatches.ts";
import type { Tables } from "../database/tables.ts";
import { type AuditEvent, userTarget } from "./auditEvents.ts";

/** An action and its target. Names of changed fields only, without values. */
export interface AuditEntry {
  readonly event: AuditEvent;
  readonly target?: string | undefined;
  readonly fields?: ReadonlyArray<string>;
  /** The actor, if the call itself does not identify it, such as a sign-in. */
  readonly clientId?: string | undefined;
}

/** Records an action in the transaction that performs it. */
export const recordAudit = Effect.fnUntraced(function* (
  queries: Queries,
  seconds: number,
  { event, target, fields = [], clientId }: AuditEntry,
) {
  const { caller, requestId, address } = yield* CurrentCall;
  yield* run(
    queries.insertInto("audit_log").values({
      at: seconds,
      event,
      user_id: caller.userId ?? null,
      client_id: caller.clientId ?? clientId ?? null,
      address: address ?? null,
      request_id: requestId ?? null,
      target: target ?? null,
      fields: JSON.stringify(fields),
    }),
  );
});

/** Erases the addresses of the selected entries, of which there may be millions. */
const eraseIn = (
  queries: Queries,
  isSelected: (entry: ExpressionBuilder<Tables, "audit_log">) => Expression<SqlBool>,
) => {
  const selected = queries
    .selectFrom("audit_log")
    .select("id")
    .where("address", "is not", null)
    .where(isSelected);
  const erasing = queries.updateTable("audit_log").set({ address: null });
  return inBatches((rows) =>
    Effect.map(
      runOne(erasing.where("id", "in", selected.limit(rows))),
      ({ numUpdatedRows }) => numUpdatedRows,
    ),
  );
};

/** Erases the addresses of older entries, which are personal data. */
export const eraseAddresses = (queries: Queries, before: number) =>
  eraseIn(queries, (entry) => entry("at", "<", before));

/** Erases the addresses of a user's entries, because the user is deleted. */
export const eraseAddressesOf = (queries: Queries, userId: number) =>
  eraseIn(queries, (entry) =>
    entry.or([entry("user_id", "=", userId), entry("target", "=", userTarget(userId))]),
  );

/** Removes entries older than the retention period. */
export const removeOldAuditEntries = (queries: Queries, before: number) =>
  removeInBatches(queries, "audit_log", "id", sql`at < ${before}`);
